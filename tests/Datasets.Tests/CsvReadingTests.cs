using Plumbline.Engine.Columns;
using Plumbline.Testing;

namespace Plumbline.Datasets.Tests;

public sealed class CsvReadingTests
{
    [Fact]
    public void Columns_come_with_names_types_and_values()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "age,city,seen\n41,Rome,2024-03-01\n17.5,Oslo,2024-03-02 12:30:00\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal(2, data.RowCount);
        Assert.Equal([41, 17.5], data.Numbers("age"));
        Assert.Equal(["Rome", "Oslo"], data.Texts("city"));
        Assert.Equal(new DateTimeOffset(2024, 3, 2, 12, 30, 0, TimeSpan.Zero), data.Times("seen")[1]);
        Assert.Equal(ColumnRole.Timestamp, data.Column("seen").Role);
    }

    [Fact]
    public void Ragged_rows_are_refused_with_their_lines_and_their_neighbours_kept()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal([1, 10], data.Numbers("a"));
        Assert.Equal(2, data.Refused.Count);
        Assert.Equal([3, 4], data.Refused.First.Select(r => r.Line));
        Assert.Equal("2 fields instead of 3", data.Refused.First[0].Reason);
    }

    [Fact]
    public void Lines_are_right_far_into_a_file_read_in_parallel()
    {
        using var folder = new TemporaryFolder();
        string rows = string.Concat(Enumerable.Repeat("1.25,a word of some length\n", 1_000_000));
        string file = folder.Write("a.csv", "n,c\n" + rows + "1\n" + rows + "odd,x\n1,2,3\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal(2_000_001, data.RowCount);
        Assert.Equal([1_000_002, 2_000_004], data.Refused.First.Select(r => r.Line));
        Assert.Equal(new UnreadableValues(1, 2_000_003, "odd"), data.Slice("n").Unreadable);
    }

    [Fact]
    public void Yes_and_no_stay_words()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "x,answer,flag\n1,yes,TRUE\n2,no,false\n3,yes,true\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal(["yes", "no", "yes"], data.Texts("answer"));
        Assert.Equal(ColumnType.Categorical, data.Column("answer").Type);
        Assert.Equal(ColumnType.Boolean, data.Column("flag").Type);
        Assert.Equal(["true", "false", "true"], data.Texts("flag"));
    }
}
