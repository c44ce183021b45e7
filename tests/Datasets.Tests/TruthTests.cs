using Plumbline.Engine.Columns;
using Plumbline.Testing;

namespace Plumbline.Datasets.Tests;

public sealed class TruthTests
{
    [Fact]
    public void Truths_are_joined_by_id_whatever_their_order()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("c.csv", "id,x\n1,.5\n2,.25\n3,.125\n4,1\n");
        string truths = folder.Write("t.csv", "id,late\n3,no\n1,yes\n9,no\n3,yes\n");

        using IDataset data = Read.Reference(file, new DatasetOptions { Truths = truths, Target = "late", Id = "id" });

        Assert.Equal(["yes", "(missing)", "yes", "(missing)"], data.Texts("late"));
        Assert.Equal(ColumnRole.Target, data.Column("late").Role);
        Assert.Equal("2", data.Warnings.Single(w => w.Key == "datasets.rows_without_truth").Arguments["count"]);
        Assert.Equal("1", data.Warnings.Single(w => w.Key == "datasets.truths_without_row").Arguments["count"]);
        Assert.Equal("1", data.Warnings.Single(w => w.Key == "datasets.truths_repeated").Arguments["count"]);
    }

    [Fact]
    public void The_only_shared_id_column_is_used_and_said_aloud()
    {
        using var folder = new TemporaryFolder();
        using IDataset reference = Read.Reference(folder.Write("r.csv", "Index,x,late\n1,.5,0\n2,.25,1\n"),
            new DatasetOptions { Target = "late" });
        string truths = folder.Write("t.csv", "Index,late\n4,1\n3,0\n");
        var options = new DatasetOptions { Target = "late", Truths = truths };

        using IDataset current = Read.Current(folder.Write("c.csv", "Index,x\n3,.5\n4,.25\n"), reference, options);

        Assert.Equal([0, 1], current.Numbers("late"));
        Assert.Equal("Index", current.Warnings.Single(w => w.Key == "datasets.truths_joined").Arguments["column"]);
    }

    [Fact]
    public void Without_a_shared_id_nothing_is_guessed_even_when_the_rows_agree_in_number()
    {
        using var folder = new TemporaryFolder();
        string truths = folder.Write("t.csv", "late\n1\n0\n");

        var refused = Assert.Throws<DatasetException>(() =>
            Read.Reference(folder.Write("c.csv", "x,z\n1,2\n3,4\n"), new DatasetOptions { Target = "late", Truths = truths }));

        Assert.Contains("Pass --id", refused.Message, StringComparison.Ordinal);
        Assert.Contains("not matched by their position", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_of_the_wrong_kind_matches_nothing_and_is_refused()
    {
        using var folder = new TemporaryFolder();
        string truths = folder.Write("t.csv", "id,late\nC1,1\nC2,0\n");

        var refused = Assert.Throws<DatasetException>(() =>
            Read.Reference(folder.Write("c.csv", "id,x\n1,2\n2,4\n"), new DatasetOptions { Target = "late", Truths = truths }));

        Assert.Contains("No row of", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_agree_across_formats()
    {
        using var folder = new TemporaryFolder();
        string truths = FormatTests.Parquet(folder, "t.parquet", "SELECT i::DOUBLE AS id, i % 2 AS late FROM range(4) t(i)");

        using IDataset data = Read.Reference(folder.Write("c.csv", "id,x\n1,2\n2,4\n"),
            new DatasetOptions { Target = "late", Truths = truths });

        Assert.Equal([1, 0], data.Numbers("late"));
    }

    [Fact]
    public void Truths_are_left_alone_where_the_data_holds_the_target()
    {
        using var folder = new TemporaryFolder();
        string truths = folder.Write("t.csv", "id,late\n1,1\n2,0\n");
        var options = new DatasetOptions { Target = "late", Truths = truths };
        string file = folder.Write("c.csv", "id,late\n1,0\n2,1\n");

        using IDataset reference = Read.Reference(file, options);
        using IDataset current = Read.Current(file, reference, options);

        Assert.Equal([0, 1], current.Numbers("late"));
        Assert.DoesNotContain("datasets.truths_not_needed", reference.WarningKeys());
        Assert.Contains("datasets.truths_not_needed", current.WarningKeys());
    }
}
