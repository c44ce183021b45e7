using Plumbline.Engine.Baselines;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;

namespace Plumbline.Storage.Tests.Catalogs;

public sealed class BaselineTests : IDisposable
{
    readonly CatalogFolder _folder = new(new CatalogLimits { BaselinesPerModel = 2, ReplacedBaselinesPerModel = 1 });
    readonly int _model;

    public BaselineTests() => _model = _folder.Catalog.AddModel(Sample.Model("churn")).Number;

    [Fact]
    public void Segment_values_are_read_back_to_the_last_bit_and_go_with_their_baseline()
    {
        var whole = Sample.Baseline(_model, "default", 1);
        var part = BinSet.Of(whole.Profile).Profile with { Path = "north", Rows = 0 };
        BaselineSegment[] parts = [new("region", "north", part, whole.Quality), new("region", "<b>'; --", part, null),
            new("camera", "c1", part, null)];

        var added = _folder.Catalog.AddBaseline(whole with { Segments = parts });

        var catalog = _folder.Reopen();
        var read = catalog.BaselineSegments(catalog.FindBaseline(_model, "default")!, "region");
        Assert.Equal(["<b>'; --", "north"], read.Select(s => s.Value));
        Assert.Equal(ProfileBinary.Write(part), ProfileBinary.Write(read[1].Profile));
        Json.AssertEqual(whole.Quality, read[1].Quality);
        Assert.Equal(3, catalog.BaselineSegments(added, null).Count);
        catalog.DeleteModel(_model);
        Assert.Empty(catalog.BaselineSegments(added, null));
    }

    [Fact]
    public void A_baseline_is_read_back_with_profile_and_quality_to_the_last_bit()
    {
        var added = _folder.Catalog.AddBaseline(Sample.Baseline(_model, "default", ulong.MaxValue));

        var read = _folder.Reopen().FindBaseline(_model, "default")!;

        Assert.Equal(ProfileBinary.Write(added.Profile), ProfileBinary.Write(read.Profile));
        Assert.Equal(ProfileFingerprint.Of(added.Profile), ProfileFingerprint.Of(read.Profile));
        Json.AssertEqual(added.Quality, read.Quality);
        Assert.Equal((added.Number, "default", "reference.csv", ulong.MaxValue, Sample.Noon),
            (read.Number, read.Name, read.Source, read.Fingerprint, read.CreatedAt));
        Assert.Null(_folder.Catalog.FindBaseline(_model, "other"));
        Assert.Null(_folder.Catalog.FindBaseline(2, "default"));
    }

    [Fact]
    public void A_replaced_baseline_stays_readable_by_its_fingerprint()
    {
        _folder.Catalog.AddBaseline(Sample.Baseline(_model, "default", 1));
        var second = _folder.Catalog.AddBaseline(Sample.Baseline(_model, "default", 2));

        Assert.Equal([second.Number], _folder.Catalog.Baselines(_model).Select(b => b.Number));
        Assert.Equal(2UL, _folder.Catalog.FindBaseline(_model, "default")!.Fingerprint);
        Assert.Equal(1UL, _folder.Catalog.FindBaseline(_model, 1UL)!.Fingerprint);
        Assert.Null(_folder.Catalog.FindBaseline(_model, 3UL));
    }

    [Fact]
    public void Of_the_replaced_ones_those_in_use_and_the_last_few_are_kept()
    {
        var monitor = _folder.Catalog.SaveMonitor(Sample.Monitor(_model, "drift"));
        _folder.Catalog.AddBaseline(Sample.Baseline(_model, "default", 1));
        _folder.Catalog.Record(Sample.Evaluation(monitor, 0) with { BaselineFingerprint = 1 }, [], []);

        foreach (ulong fingerprint in (ulong[])[2, 3, 4]) _folder.Catalog.AddBaseline(Sample.Baseline(_model, "default", fingerprint));

        ulong[] known = [.. Enumerable.Range(1, 4).Select(f => (ulong)f).Where(f => _folder.Catalog.FindBaseline(_model, f) is not null)];
        Assert.Equal([1, 3, 4], known);
    }

    [Fact]
    public void A_baseline_of_no_model_or_one_too_many_is_refused()
    {
        _folder.Catalog.AddBaseline(Sample.Baseline(_model, "a", 1));
        _folder.Catalog.AddBaseline(Sample.Baseline(_model, "b", 2));
        _folder.Catalog.AddBaseline(Sample.Baseline(_model, "b", 3));

        var many = Assert.Throws<StorageException>(() => _folder.Catalog.AddBaseline(Sample.Baseline(_model, "c", 4)));
        var orphan = Assert.Throws<StorageException>(() => _folder.Catalog.AddBaseline(Sample.Baseline(77, "c", 4)));

        Assert.Equal((StorageFailure.Limit, StorageFailure.Conflict), (many.Failure, orphan.Failure));
        Assert.Equal(["a", "b"], _folder.Catalog.Baselines(_model).Select(b => b.Name));
    }

    public void Dispose() => _folder.Dispose();
}
