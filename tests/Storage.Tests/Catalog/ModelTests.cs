using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;

namespace Plumbline.Storage.Tests.Catalogs;

public sealed class ModelTests : IDisposable
{
    readonly CatalogFolder _folder = new(new CatalogLimits { Models = 3, TextLength = 10_000 });

    [Fact]
    public void A_model_is_read_back_as_it_was_also_by_a_later_process()
    {
        var added = _folder.Catalog.AddModel(Sample.Model("churn"));

        Assert.Equal(1, added.Number);
        Json.AssertEqual(Sample.Model("churn") with { Number = 1 }, _folder.Catalog.FindModel("churn"));
        var later = _folder.Reopen();
        Json.AssertEqual(added, later.FindModel("churn"));
        Json.AssertEqual(added, later.FindModel(1));
        Json.AssertEqual(added, Assert.Single(later.Models()));
        Assert.Null(later.FindModel("Churn"));
        Assert.Null(later.FindModel(2));
    }

    [Fact]
    public void A_taken_name_is_refused()
    {
        _folder.Catalog.AddModel(Sample.Model("churn"));

        var problem = Assert.Throws<StorageException>(() => _folder.Catalog.AddModel(Sample.Model("churn")));

        Assert.Equal(StorageFailure.Conflict, problem.Failure);
        Assert.Contains("'churn'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_never_given_again()
    {
        var first = _folder.Catalog.AddModel(Sample.Model("a"));
        var second = _folder.Catalog.AddModel(Sample.Model("b"));
        _folder.Catalog.DeleteModel(second.Number);
        _folder.Reopen();

        var third = _folder.Catalog.AddModel(Sample.Model("b"));

        Assert.Equal((1, 2, 3), (first.Number, second.Number, third.Number));
        Assert.Null(_folder.Catalog.FindModel(2));
    }

    [Fact]
    public void An_update_replaces_what_was_read_and_only_that()
    {
        var read = _folder.Catalog.AddModel(Sample.Model("churn"));
        var mine = read with { Threshold = .5 };
        var theirs = read with { Threshold = .75 };

        Assert.True(_folder.Catalog.UpdateModel(read, mine));
        Assert.False(_folder.Catalog.UpdateModel(read, theirs));
        Assert.True(_folder.Catalog.UpdateModel(_folder.Catalog.FindModel("churn")!, theirs));
        Assert.Equal(.75, _folder.Reopen().FindModel("churn")!.Threshold);
        _folder.Catalog.DeleteModel(read.Number);
        Assert.False(_folder.Catalog.UpdateModel(theirs, mine));
    }

    [Fact]
    public void An_update_from_equal_content_read_elsewhere_is_taken()
    {
        _folder.Catalog.AddModel(Sample.Model("churn"));

        Assert.True(_folder.Catalog.UpdateModel(Sample.Model("churn") with { Number = 1 },
            Sample.Model("churn") with { Number = 1, Name = "churn2" }));

        Assert.Null(_folder.Catalog.FindModel("churn"));
        Assert.Equal(1, _folder.Catalog.FindModel("churn2")!.Number);
    }

    [Fact]
    public void A_model_cannot_take_the_name_of_another_or_lose_a_revision()
    {
        var a = _folder.Catalog.AddModel(Sample.Model("a"));
        _folder.Catalog.AddModel(Sample.Model("b"));

        Assert.Throws<StorageException>(() => _folder.Catalog.UpdateModel(a, a with { Name = "b" }));
        Assert.Throws<ArgumentException>(() => _folder.Catalog.UpdateModel(a, a with { Revisions = [a.Revisions[1]] }));
        Json.AssertEqual(a, _folder.Catalog.FindModel("a"));
    }

    [Fact]
    public void More_models_or_larger_ones_than_the_limit_are_refused()
    {
        foreach (string name in (string[])["a", "b", "c"]) _folder.Catalog.AddModel(Sample.Model(name));

        var many = Assert.Throws<StorageException>(() => _folder.Catalog.AddModel(Sample.Model("d")));
        _folder.Catalog.DeleteModel(1);
        var large = Assert.Throws<StorageException>(() =>
            _folder.Catalog.AddModel(Sample.Model("d") with { Positive = new string('x', 10_000) }));

        Assert.Equal((StorageFailure.Limit, StorageFailure.Limit), (many.Failure, large.Failure));
        Assert.Equal(["b", "c"], _folder.Catalog.Models().Select(m => m.Name));
    }

    [Fact]
    public void The_list_is_the_same_object_until_something_is_written()
    {
        _folder.Catalog.AddModel(Sample.Model("a"));
        var before = _folder.Catalog.FindModel("a");

        Assert.Same(before, _folder.Catalog.FindModel("a"));
        Assert.Same(before, _folder.Catalog.Models()[0]);
        _folder.Catalog.UpdateModel(before!, before! with { IsConfirmed = false });
        Assert.False(_folder.Catalog.FindModel(1)!.IsConfirmed);
        Assert.False(_folder.Catalog.Models()[0].IsConfirmed);
    }

    [Fact]
    public void A_deleted_model_takes_everything_of_it_along_and_nothing_else()
    {
        var catalog = _folder.Catalog;
        foreach (string name in (string[])["gone", "stays"])
        {
            int model = catalog.AddModel(Sample.Model(name)).Number;
            catalog.AddBaseline(Sample.Baseline(model, "default", 5));
            var monitor = catalog.SaveMonitor(Sample.Monitor(model, "drift"));
            catalog.Record(Sample.Evaluation(monitor, 0), [(byte)model], [Sample.Alert(monitor, "x")]);
            catalog.AddKey(Sample.Key(name, name[0] == 'g' ? 'a' : 'b', model));
            catalog.Remember(new RememberedAnswer(9, model, "k", "h", 202, "{}", Sample.Noon.AddDays(1)));
        }

        catalog.DeleteModel(1);

        AssertOnlySecond(catalog);
        AssertOnlySecond(_folder.Reopen());
    }

    public void Dispose() => _folder.Dispose();

    static void AssertOnlySecond(Catalog catalog)
    {
        Assert.Equal([2], catalog.Models().Select(m => m.Number));
        Assert.Equal((0, 1), (catalog.Baselines(1).Count, catalog.Baselines(2).Count));
        Assert.Equal([2], catalog.Monitors(null).Select(m => m.Model));
        Assert.Equal([2], catalog.Evaluations(new EvaluationQuery()).Select(e => e.Model));
        Assert.Equal([2], catalog.Alerts(new AlertQuery()).Select(a => a.Model));
        Assert.Equal([2], catalog.Keys().Select(k => k.Model));
        Assert.Null(catalog.EvaluatedProfile(1));
        Assert.Equal([2], catalog.EvaluatedProfile(2)!);
        Assert.Null(catalog.FindKey(new string('a', 64)));
        Assert.Null(catalog.Recall(9, 1, "k", Sample.Noon));
        Assert.NotNull(catalog.Recall(9, 2, "k", Sample.Noon));
    }
}
