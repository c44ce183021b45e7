using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Testing;

namespace Plumbline.Datasets.Tests;

public sealed class DialectTests
{
    [Theory]
    [InlineData("a,b\n1,x\n2,y\n")]
    [InlineData("a\tb\n1\tx\n2\ty\n")]
    [InlineData("a;b\n1;x\n2;y\n")]
    [InlineData("a|b\n1|x\n2|y\n")]
    [InlineData("a,b\r\n1,x\r\n2,y\r\n")]
    [InlineData("a,b\n1,x\n2,y")]
    [InlineData("\n\na,b\n1,x\n2,y\n")]
    [InlineData("\uFEFFa,b\n1,x\n2,y\n")]
    [InlineData("a,b\r1,x\r2,y\r")]
    [InlineData("\"a\",\"b\"\n\"1\",\"x\"\n\"2\",\"y\"\n")]
    [InlineData("a , b\n 1 , x\n 2 , y\n")]
    public void Delimiters_line_ends_marks_quotes_and_blanks_are_recognised(string text)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", text);

        using IDataset data = Read.Reference(file);

        Assert.Equal([1, 2], data.Numbers("a"));
        Assert.Equal(["x", "y"], data.Texts("b"));
        Assert.Equal(0, data.Refused.Count);
    }

    [Fact]
    public void Decimal_commas_of_a_semicolon_file_are_numbers_and_said_aloud()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "a;b\n1,5;x\n-2,25;y\n3;z\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal([1.5, -2.25, 3], data.Numbers("a"));
        Assert.Contains("datasets.decimal_comma", data.WarningKeys());
    }

    [Fact]
    public void A_file_without_header_gets_numbered_columns_and_a_warning()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "7.4,0.7,red\n7.8,0.9,white\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal(["column_1", "column_2", "column_3"], data.Schema.Columns.Select(c => c.Name));
        Assert.Equal([7.4, 7.8], data.Numbers("column_1"));
        Assert.Contains("datasets.no_header", data.WarningKeys());
    }

    [Fact]
    public void Without_header_a_byte_order_mark_is_no_part_of_the_first_value()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "\uFEFF7.4,0.7\n7.8,0.9\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal([7.4, 7.8], data.Numbers("column_1"));
    }

    [Fact]
    public void The_header_flag_overrides_what_is_seen()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "2019,2020\n1,2\n3,4\n");

        using IDataset named = Read.Reference(file, new DatasetOptions { Header = true });
        using IDataset unnamed = Read.Reference(file, new DatasetOptions { Header = false });

        Assert.Equal([1, 3], named.Numbers("2019"));
        Assert.Equal([2019, 1, 3], unnamed.Numbers("column_1"));
    }

    [Fact]
    public void A_header_over_nothing_but_words_is_recognised()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "city,weather\nRome,sun\nOslo,rain\nRome,rain\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal(["Rome", "Oslo", "Rome"], data.Texts("city"));
    }

    [Fact]
    public void Doubled_and_missing_names_are_mended_and_said_aloud()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "x,x,,x_2\n1,2,3,4\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal(["x", "x_3", "column_3", "x_2"], data.Schema.Columns.Select(c => c.Name));
        Assert.Contains("datasets.column_renamed", data.WarningKeys());
        Assert.Contains("datasets.column_unnamed", data.WarningKeys());
    }

    [Fact]
    public void An_index_column_without_a_name_is_read_in_its_place()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "a,b\nr1,1,2\nr2,3,4\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal([1, 3], data.Numbers("a"));
        Assert.Equal([2, 4], data.Numbers("b"));
    }

    [Fact]
    public void Quoted_fields_hold_delimiters_quotes_and_line_ends()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "a,b\n1,\"x, y\"\n2,\"say \"\"hi\"\"\"\n3,\"two\nlines\"\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal(["x, y", "say \"hi\"", "two\nlines"], data.Texts("b"));
    }

    [Fact]
    public void A_file_of_one_column_that_looks_like_more_is_warned_of()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "a:b\nx:1\ny:2\n");

        using IDataset data = Read.Reference(file);

        Assert.Contains("datasets.one_column", data.WarningKeys());
    }

    [Fact]
    public void Latin_1_is_mended_where_nothing_speaks_for_utf_8()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.csv");
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes("a,b\n1,plain\n2,café\n"));

        using IDataset data = Read.Reference(file);

        Assert.Equal(["plain", "café"], data.Texts("b"));
        Assert.Equal("3", data.Warnings.Single(w => w.Key == "datasets.latin1").Arguments["line"]);
    }

    [Fact]
    public void Latin_1_far_behind_the_sample_is_mended_too()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.csv");
        string rows = string.Concat(Enumerable.Repeat("1,plain\n", 200_000));
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes("a,b\n" + rows + "2,café\n"));

        using IDataset data = Read.Reference(file);

        Assert.Equal(200_001, data.RowCount);
        Assert.Equal("café", data.Texts("b")[^1]);
        Assert.Equal("200002", data.Warnings.Single(w => w.Key == "datasets.latin1").Arguments["line"]);
    }

    [Fact]
    public void Broken_places_of_a_utf_8_file_cost_only_their_rows()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.csv");
        File.WriteAllBytes(file, [.. "a,b\n1,né\n2,"u8, 0xE9, .. "\n3,ok\n"u8]);

        using IDataset data = Read.Reference(file);

        Assert.Equal(["né", "ok"], data.Texts("b"));
        Assert.Equal(3, data.Refused.First[0].Line);
        Assert.Equal("the text is not UTF-8", data.Refused.First[0].Reason);
    }

    [Fact]
    public void Utf_16_is_read_by_its_mark()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.csv");
        File.WriteAllText(file, "a,b\n1,né\n2,ok\n", Encoding.Unicode);

        using IDataset data = Read.Reference(file);

        Assert.Equal(["né", "ok"], data.Texts("b"));
        Assert.Equal([1, 2], data.Numbers("a"));
    }

    [Fact]
    public void Lines_that_end_differently_are_all_read_and_ragged_ones_still_refused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("mixed.csv", string.Concat(Enumerable.Range(0, 2_000).Select(i => $"{i},x\r\n")
            .Prepend("a,b\r\n")) + "7,y,8\n2000,z\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal([.. Enumerable.Range(0, 2_001).Select(i => (double)i)], data.Numbers("a"));
        Assert.Equal((1, 2_002), (data.Refused.Count, data.Refused.First[0].Line));
        Assert.Contains("datasets.mixed_line_endings", data.WarningKeys());
    }
}
