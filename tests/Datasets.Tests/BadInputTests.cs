using System.IO.Compression;
using Plumbline.Engine.Columns;
using Plumbline.Testing;

namespace Plumbline.Datasets.Tests;

public sealed class BadInputTests
{
    [Fact]
    public void A_file_that_is_not_there_names_the_nearest()
    {
        using var folder = new TemporaryFolder();
        folder.Write("reference.csv", "a\n1\n");

        string message = Refusal(Path.Combine(folder.Path, "refrence.csv"));

        Assert.Contains("There is no file", message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'reference.csv'?", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_says_so()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("is empty", Refusal(folder.Write("a.csv", "")), StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_lines_alone_are_no_rows()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("holds no row", Refusal(folder.Write("a.csv", "\n\n\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_alone_says_so()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("only a header (2 column names)", Refusal(folder.Write("a.csv", "a,b\n")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_not_a_file()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("is a folder", Refusal(folder.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 0x50, 0x4B, 0x03, 0x04, 1, 2 }, "Excel")]
    [InlineData(new byte[] { 0x89, 0x50, 0x4E, 0x47, 1, 2 }, "PNG")]
    [InlineData(new byte[] { 1, 2, 0, 3, 4 }, "binary file (byte 3 is 0)")]
    [InlineData(new byte[] { 0x50, 0x41, 0x52, 0x31, 1, 2, 3, 4, 5, 6, 7, 8 }, "no footer")]
    [InlineData(new byte[] { 0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }, "cannot be decompressed")]
    public void Bytes_that_are_no_table_are_named(byte[] bytes, string expected)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.csv");
        File.WriteAllBytes(file, bytes);

        Assert.Contains(expected, Refusal(file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(1)]
    public void A_gzip_file_cut_short_is_refused(int missingBytes)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.csv.gz");
        byte[] whole = Gzip(string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{i * 7919 % 10007},{i % 97}\n")));
        File.WriteAllBytes(file, whole[..^missingBytes]);

        Assert.Contains("cut short", Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_file_of_several_members_is_whole()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.csv.gz");
        File.WriteAllBytes(file, [.. Gzip("a,b\n1,x\n"), .. Gzip("2,y\n")]);

        using IDataset data = Read.Reference(file);

        Assert.Equal([1, 2], data.Numbers("a"));
    }

    [Fact]
    public void A_file_that_may_not_be_read_says_so()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "a\n1\n");
        if (OperatingSystem.IsWindows() || Environment.UserName == "root") return;
        File.SetUnixFileMode(file, UnixFileMode.None);

        Assert.Contains("may not be read", Refusal(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_all_refused_name_the_first()
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "a.csv");
        File.WriteAllBytes(file, [.. "a,b\n1,né"u8, 0xE9, .. "\n"u8]);

        string message = Refusal(file);

        Assert.Contains("no row that can be read: 1 were refused, the first on line 2 (the text is not UTF-8)", message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_of_another_length_than_the_rows_says_so()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("names 3 columns in its first line, but its rows have 5 fields",
            Refusal(folder.Write("a.csv", "a,b,c\n1,2,3,4,5\n6,7,8,9,10\n")),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_without_a_common_column_name_what_they_have()
    {
        using var folder = new TemporaryFolder();
        using IDataset reference = Read.Reference(folder.Write("r.csv", "age,city\n1,x\n2,y\n"));

        var refused = Assert.Throws<DatasetException>(() => Read.Current(folder.Write("c.csv", "1,x\n2,y\n"), reference));

        Assert.Contains("shares no column", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'column_1'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("'age'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_that_names_no_column_names_the_nearest()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("r.csv", "age,approved\n1,yes\n2,no\n");

        var refused = Assert.Throws<DatasetException>(() => Read.Reference(file, new DatasetOptions { Target = "aproved" }));

        Assert.Contains("--target names. Did you mean 'approved'?", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_has_one_role()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("r.csv", "age,approved\n1,yes\n2,no\n");

        var refused = Assert.Throws<DatasetException>(() => Read.Reference(file, new DatasetOptions { Target = "age", Ignore = ["age"] }));

        Assert.Contains("--target and to --ignore", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_range_beyond_the_rows_says_so()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("r.csv", "a,b\n1,2\n");

        var refused = Assert.Throws<DatasetException>(() => Read.Reference(file, new DatasetOptions { Rows = RowRange.Parse("5:9") }));

        Assert.Contains("no row in the range 5:9", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_time_zone_is_refused()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("r.csv", "a,b\n1,2\n");

        var refused = Assert.Throws<DatasetException>(() => Read.Reference(file, new DatasetOptions { TimeZone = "Mars/Olympus" }));

        Assert.Contains("'Mars/Olympus' is not a time zone", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("we'ird.csv")]
    [InlineData("a b; DROP TABLE x --.csv")]
    [InlineData("a*b.csv")]
    [InlineData("[1]{2}?.csv")]
    [InlineData("表 \"q\".csv")]
    public void Any_file_name_is_only_a_name(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("a-other-b.csv", "a\n9\n");
        string file = folder.Write(name, "a,b\n1,x\n2,y\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal([1, 2], data.Numbers("a"));
    }

    [Fact]
    public void Names_and_values_are_only_text()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "\"'); DROP TABLE x; --\",<b>,\"a\"\"b\"\n=1+1,$(rm),{x}\n@x,`y`,%s\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal(["'); DROP TABLE x; --", "<b>", "a\"b"], data.Schema.Columns.Select(c => c.Name));
        Assert.Equal(["=1+1", "@x"], data.Texts("'); DROP TABLE x; --"));
        Assert.Equal(["$(rm)", "`y`"], data.Texts("<b>"));
    }

    static string Refusal(string file) => Assert.Throws<DatasetException>(() => Read.Reference(file)).Message;

    static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
