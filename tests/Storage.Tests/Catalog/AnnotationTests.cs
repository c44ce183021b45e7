using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;

namespace Plumbline.Storage.Tests.Catalogs;

public sealed class AnnotationTests : IDisposable
{
    readonly CatalogFolder _folder = new(new CatalogLimits { AnnotationsPerModel = 2, AnnotationLength = 10 });

    Catalog Catalog => _folder.Catalog;

    [Fact]
    public void Annotations_are_kept_by_model_and_time_and_go_with_the_model()
    {
        int model = Catalog.AddModel(Sample.Model("churn")).Number, other = Catalog.AddModel(Sample.Model("other")).Number;
        var late = Catalog.AddAnnotation(Sample.Annotation(model, AnnotationKind.Incident, 3) with { End = Sample.Noon.AddHours(4) });
        var early = Catalog.AddAnnotation(Sample.Annotation(model, AnnotationKind.Note, 1));

        Assert.Equal([early, late], _folder.Reopen().Annotations(model));
        Assert.Empty(Catalog.Annotations(other));
        Assert.Empty(Catalog.Check(_folder.File));

        Catalog.DeleteModel(model);
        Assert.Empty(Catalog.Annotations(model));
    }

    [Fact]
    public void Only_the_models_own_annotation_is_taken_away()
    {
        int model = Catalog.AddModel(Sample.Model("churn")).Number, other = Catalog.AddModel(Sample.Model("other")).Number;
        var kept = Catalog.AddAnnotation(Sample.Annotation(model, AnnotationKind.Retrain, 1));

        Assert.False(Catalog.DeleteAnnotation(other, kept.Number));
        Assert.True(Catalog.DeleteAnnotation(model, kept.Number));
        Assert.False(Catalog.DeleteAnnotation(model, kept.Number));
    }

    [Fact]
    public void One_too_many_or_one_too_long_is_refused()
    {
        int model = Catalog.AddModel(Sample.Model("churn")).Number;
        var annotation = Sample.Annotation(model, AnnotationKind.Note, 1);

        var long_ = Assert.Throws<StorageException>(() => Catalog.AddAnnotation(annotation with { Text = new string('x', 11) }));
        Catalog.AddAnnotation(annotation);
        Catalog.AddAnnotation(annotation);
        var many = Assert.Throws<StorageException>(() => Catalog.AddAnnotation(annotation));
        var orphan = Assert.Throws<StorageException>(() => Catalog.AddAnnotation(annotation with { Model = 99 }));

        Assert.Equal((StorageFailure.Limit, StorageFailure.Limit, StorageFailure.Conflict), (long_.Failure, many.Failure, orphan.Failure));
        Assert.Equal(2, Catalog.Annotations(model).Count);
    }

    public void Dispose() => _folder.Dispose();
}
