using Plumbline.Engine.Columns;
using Plumbline.Testing;

namespace Plumbline.Datasets.Tests;

public sealed class TypesAndRolesTests
{
    [Fact]
    public void Integers_are_numeric_and_few_values_are_hinted_at()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "level,amount\n" + Lines(100, i => $"{i % 3},{i * 1.5}"));

        using IDataset data = Read.Reference(file);

        Assert.Equal(ColumnType.Numeric, data.Column("level").Type);
        Assert.Equal("level", data.Warnings.Single(w => w.Key == "datasets.few_values").Arguments["columns"]);
    }

    [Fact]
    public void The_categorical_flag_makes_a_number_its_shortest_form()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "level,x\n1,1\n1.0,2\n1.00,3\n2.50,4\n-0,5\n007,6\n");

        using IDataset data = Read.Reference(file, new DatasetOptions { Categorical = ["level"] });

        Assert.Equal(["1", "1", "1", "2.5", "0", "007"], data.Texts("level"));
    }

    [Fact]
    public void Missing_values_are_counted_by_spelling()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "n,t\n1,x\n,\nNA,N/A\nNaN,None\nnan,?\nnull,null\n2,y\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal([1, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 2], data.Numbers("n"));
        Assert.Equal(["|1", "NA|1", "NaN|1", "nan|1", "null|1"], data.Slice("n").Missing.BySpelling.Select(m => $"{m.Key}|{m.Value}"));
        Assert.Equal(["|1", "?|1", "N/A|1", "None|1", "null|1"], data.Slice("t").Missing.BySpelling.Select(m => $"{m.Key}|{m.Value}"));
    }

    [Fact]
    public void Norway_stays_and_namibia_is_kept_by_the_missing_flag()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "country,n\n" + Lines(50, i => $"{(i % 2 == 0 ? "NO" : "NA")},{i}"));

        using IDataset plain = Read.Reference(file);
        using IDataset told = Read.Reference(file, new DatasetOptions { Missing = ["?"] });

        Assert.Equal(["NO", "(missing)"], plain.Texts("country")[..2]);
        Assert.Equal("NA", plain.Warnings.Single(w => w.Key == "datasets.spelled_missing").Arguments["spelling"]);
        Assert.Equal(["NO", "NA"], told.Texts("country")[..2]);
    }

    [Fact]
    public void A_number_listed_as_missing_is_missing_however_it_is_written()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "n,t\n1,x\n-999,y\n-999.0,z\n");

        using IDataset data = Read.Reference(file, new DatasetOptions { Missing = ["-999"] });

        Assert.Equal([1, double.NaN, double.NaN], data.Numbers("n"));
        Assert.Equal(2, data.Slice("n").Missing.BySpelling["-999"]);
    }

    [Fact]
    public void Infinities_and_extremes_are_kept()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "n,t\ninf,a\n-inf,b\nInfinity,c\n+INF,d\n1e308,e\n1e999,f\n");

        using IDataset data = Read.Reference(file);

        double[] expected = [double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity, 1e308,
            double.PositiveInfinity];
        Assert.Equal(expected, data.Numbers("n"));
    }

    [Fact]
    public void A_column_with_many_words_among_its_numbers_becomes_categorical()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "n,t\n" + Lines(4000, i => $"{i % 50},x") + Lines(2000, i => $"many,x"));

        using IDataset data = Read.Reference(file);

        Assert.Equal(ColumnType.Categorical, data.Column("n").Type);
        Assert.Equal("many", data.Texts("n")[^1]);
        Assert.Contains("datasets.mixed_column", data.WarningKeys());
    }

    [Fact]
    public void A_few_words_among_numbers_are_unreadable_with_line_and_example()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "n,t\n" + Lines(5000, i => $"{i}.5,\"two\nlines\"") + "abc,x\nshort\ndef,x\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal(new UnreadableValues(2, 10_002, "abc"), data.Slice("n").Unreadable);
        Assert.Equal(5002, data.RowCount);
    }

    [Fact]
    public void Ids_are_recognised_by_name_or_by_being_distinct_and_steady()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "customerID,row,price,code\n" + Lines(60,
            i => $"{(i * 37) % 61},{i + 5},{(i * 7919) % 100_003},K{i}"));

        using IDataset data = Read.Reference(file);

        Assert.Equal(ColumnRole.Id, data.Column("customerID").Role);
        Assert.Equal(ColumnRole.Id, data.Column("row").Role);
        Assert.Equal(ColumnRole.Id, data.Column("code").Role);
        Assert.Equal(ColumnRole.Feature, data.Column("price").Role);
    }

    [Fact]
    public void Whole_numbers_beyond_doubles_are_ids_when_distinct_and_rounded_when_not()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "a,b\n" + Lines(100, i => $"{9007199254740993 + i},{9007199254740993 + i % 5}"));

        using IDataset data = Read.Reference(file);

        Assert.Equal(ColumnRole.Id, data.Column("a").Role);
        Assert.Equal("9007199254740994", data.Texts("a")[1]);
        Assert.Equal(ColumnType.Numeric, data.Column("b").Type);
        Assert.Contains("datasets.huge_integers", data.WarningKeys());
    }

    [Fact]
    public void Sentences_that_differ_are_text()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "n,review\n" + Lines(40, i => $"{i % 7},the item number {i} arrived in good order"));

        using IDataset data = Read.Reference(file);

        Assert.Equal(ColumnType.Text, data.Column("review").Type);
        Assert.Equal(ColumnRole.Feature, data.Column("review").Role);
    }

    [Theory]
    [InlineData("2024-03-01", "2024-03-01T00:00:00Z")]
    [InlineData("2024-03-01 12:30:45", "2024-03-01T12:30:45Z")]
    [InlineData("2024-03-01T12:30:45.250Z", "2024-03-01T12:30:45.25Z")]
    [InlineData("2024-03-01T12:30+02:00", "2024-03-01T10:30:00Z")]
    [InlineData("2024-03-01 12:30:45.123456 UTC", "2024-03-01T12:30:45.123456Z")]
    [InlineData("2024/03/01 12:30", "2024-03-01T12:30:00Z")]
    [InlineData("25.12.2024 06:00", "2024-12-25T06:00:00Z")]
    [InlineData("12/25/2024 3:04 PM", "2024-12-25T15:04:00Z")]
    [InlineData("25/12/2024", "2024-12-25T00:00:00Z")]
    public void Usual_forms_of_time_are_read(string text, string expected)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", $"n,at\n1,{text}\n2,{text}\n");

        using IDataset data = Read.Reference(file);

        Assert.Equal(DateTimeOffset.Parse(expected), data.Times("at")[0]);
    }

    [Fact]
    public void Times_without_offset_are_of_the_given_zone()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "n,at\n1,2024-01-15 12:00:00\n2,2024-07-15 12:00:00\n3,2024-07-15 12:00:00Z\n");

        using IDataset data = Read.Reference(file, new DatasetOptions { TimeZone = "Europe/Berlin" });

        Assert.Equal([11, 10, 12], data.Times("at").Select(t => t!.Value.Hour));
    }

    [Fact]
    public void A_timestamp_flag_reads_epoch_seconds()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "n,at\n1,1709294400\n2,1709294460\n");

        using IDataset data = Read.Reference(file, new DatasetOptions { Timestamp = "at" });

        Assert.Equal(new DateTimeOffset(2024, 3, 1, 12, 1, 0, TimeSpan.Zero), data.Times("at")[1]);
    }

    [Fact]
    public void Roles_come_from_flags()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "y,p,s,g,x\n" + Lines(20,
            i => $"{i % 2},{i % 2},{i / 20.0},{(i % 2 == 0 ? "a" : "b")},{i * .3}"));

        using IDataset data = Read.Reference(file, new DatasetOptions
        {
            Target = "y", Prediction = "p", Scores = [new ScoreColumn("s", "1")], Segments = ["g"], Protected = ["g"], Ignore = ["x"],
        });

        Assert.Equal([ColumnRole.Target, ColumnRole.Prediction, ColumnRole.Score, ColumnRole.Feature, ColumnRole.Ignore],
            data.Schema.Columns.Select(c => c.Role));
        Assert.Equal("1", data.Column("s").ScoreOf);
        Assert.Equal(["g"], data.Schema.Segments);
        Assert.Equal("--target", data.Column("y").Origin);
    }

    [Fact]
    public void Values_of_the_current_set_that_do_not_fit_are_counted()
    {
        using var folder = new TemporaryFolder();
        using IDataset reference = Read.Reference(folder.Write("r.csv", "n,b,at\n" + Lines(40, i => $"{i}.5,true,2024-01-01")));

        using IDataset current = Read.Current(folder.Write("c.csv", "n,b,at\nlow,maybe,yesterday\nhigh,1,2024-01-02\n"), reference);

        Assert.Equal(new UnreadableValues(2, 2, "low"), current.Slice("n").Unreadable);
        Assert.Equal(new UnreadableValues(1, 2, "maybe"), current.Slice("b").Unreadable);
        Assert.Equal(["(missing)", "true"], current.Texts("b"));
        Assert.Equal(new UnreadableValues(1, 2, "yesterday"), current.Slice("at").Unreadable);
    }

    [Fact]
    public void Categories_of_both_sets_agree_on_numbers()
    {
        using var folder = new TemporaryFolder();
        var options = new DatasetOptions { Categorical = ["level"] };
        using IDataset reference = Read.Reference(folder.Write("r.csv", "level,x\n1,a\n2,b\n"), options);

        using IDataset current = Read.Current(folder.Write("c.csv", "level,x\n1.0,a\n2.0,b\n"), reference, options);

        Assert.Equal(reference.Texts("level"), current.Texts("level"));
    }

    [Fact]
    public void A_truth_of_true_and_false_is_one_and_zero_beside_a_numeric_one()
    {
        using var folder = new TemporaryFolder();
        var options = new DatasetOptions { Target = "y" };
        using IDataset reference = Read.Reference(folder.Write("r.csv", "y,x\n1,a\n0,b\n"), options);

        using IDataset current = Read.Current(folder.Write("c.csv", "y,x\ntrue,a\nFalse,b\n"), reference, options);

        Assert.Equal([1, 0], current.Numbers("y"));
    }

    [Fact]
    public void An_empty_column_is_read_as_numbers_without_a_value()
    {
        using var folder = new TemporaryFolder();

        using IDataset data = Read.Reference(folder.Write("a.csv", "n,e\n1,\n2,\n"));

        Assert.Equal(ColumnType.Numeric, data.Column("e").Type);
        Assert.Equal(2, data.Slice("e").Missing.Count);
    }

    [Fact]
    public void A_million_categories_are_read()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "c,x\n" + Lines(1_000_000, i => $"v{i / 2 * 2},{i % 10}"));

        using IDataset data = Read.Reference(file);

        Assert.Equal(500_000, ((CategoricalSlice)data.Slice("c")).Categories.Count);
    }

    [Fact]
    public void Vectors_are_read_from_text()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.csv", "n,v\n1,\"[1, 2.5]\"\n2,\"[3, 4]\"\n3,\n4,\"[5, 6]\"\n");

        using IDataset data = Read.Reference(file);

        var slice = (VectorSlice)data.Slice("v");
        Assert.Equal([1, 2.5f, 3, 4, float.NaN, float.NaN, 5, 6], slice.Values.ToArray());
        Assert.Equal(ColumnRole.Embedding, slice.Column.Role);
    }

    static string Lines(int count, Func<int, FormattableString> line) =>
        string.Concat(Enumerable.Range(0, count).Select(i => FormattableString.Invariant(line(i)) + "\n"));
}
