using Plumbline.Engine.Columns;
using Plumbline.Testing;

namespace Plumbline.Datasets.Tests;

/// <summary>The natural commands on the real data sets, where this machine has them.</summary>
public sealed class RealDataTests
{
    [Theory]
    [InlineData("employment_MA/reference.parquet", "employment_MA/analysis.parquet", "employed", "employment_MA/analysis_target.parquet",
        68_785, 208_892)]
    [InlineData("hotel_booking/hotel_booking_reference_march.csv.gz", "hotel_booking/hotel_booking_analysis_march.csv.gz", "is_canceled",
        "hotel_booking/hotel_booking_gt_march.csv", 16_913, 14_796)]
    [InlineData("california_housing/california_housing_reference.csv.gz", "california_housing/california_housing_analysis.csv.gz",
        "clf_target",
        "california_housing/california_housing_analysis_gt.csv", 5_832, 8_232)]
    public void Late_truths_are_joined_without_a_flag_for_the_id(string reference, string current, string target, string truths,
        int referenceRows, int currentRows)
    {
        if (SharedData.TryFile(reference) is not { } first || SharedData.TryFile(current) is not { } second
            || SharedData.TryFile(truths) is not { } late) return;
        var options = new DatasetOptions { Target = target, Truths = late };

        using IDataset one = Read.Reference(first, options);
        using IDataset two = Read.Current(second, one, options);

        Assert.Equal((referenceRows, currentRows), (one.RowCount, two.RowCount));
        Assert.Equal(0, two.Slice(target).Missing.Count);
        Assert.Equal(ColumnRole.Target, two.Column(target).Role);
    }

    [Fact]
    public void Wine_has_no_header_and_is_all_numbers()
    {
        if (SharedData.TryFile("wine", "winequality-red.csv") is not { } file) return;

        using IDataset data = Read.Reference(file);

        Assert.Equal(1599, data.RowCount);
        Assert.Equal("column_12", data.Schema.Columns[^1].Name);
        Assert.All(data.Schema.Columns, c => Assert.Equal(ColumnType.Numeric, c.Type));
    }

    [Fact]
    public void Adult_marks_missing_values_and_blanks_are_no_part_of_its_words()
    {
        if (SharedData.TryFile("adult", "adult-train.csv.gz") is not { } file) return;

        using IDataset data = Read.Reference(file);

        Assert.Equal(32_561, data.RowCount);
        Assert.Equal(1836, data.Slice("column_2").Missing.BySpelling["?"]);
        Assert.Equal("State-gov", data.Texts("column_2")[0]);
        Assert.Equal("?", data.Warnings.First(w => w.Key == "datasets.spelled_missing").Arguments["spelling"]);
    }

    [Fact]
    public void Taxi_months_read_alike()
    {
        if (SharedData.TryFile("nyc_taxi", "yellow_2019-03.csv.gz") is not { } march
            || SharedData.TryFile("nyc_taxi", "yellow_2020-04.csv.gz") is not { } april) return;

        using IDataset reference = Read.Reference(march);
        using IDataset current = Read.Current(april, reference);

        Assert.Equal((10_000, 10_000), (reference.RowCount, current.RowCount));
        Assert.Equal(ColumnType.Timestamp, reference.Column("pickup_datetime").Type);
        Assert.All(reference.Schema.Columns, c => Assert.Equal(0, current.Slice(c.Name).Unreadable.Count));
    }

    [Fact]
    public void Compas_repeats_names_of_columns()
    {
        if (SharedData.TryFile("compas", "compas-scores-two-years.csv.gz") is not { } file) return;

        using IDataset data = Read.Reference(file, new DatasetOptions { Target = "two_year_recid", Protected = ["race"],
            Segments = ["sex"] });

        Assert.Equal(7214, data.RowCount);
        Assert.Equal(3696, data.Texts("race").Count(r => r == "African-American"));
        Assert.Contains("datasets.column_renamed", data.WarningKeys());
    }

    [Fact]
    public void A_stream_of_bare_numbers_is_a_column()
    {
        if (SharedData.TryFile("streams", "stream_num.csv") is not { } file) return;

        using IDataset data = Read.Reference(file);

        Assert.Equal(-0.056844454252872142, data.Numbers("column_1")[0]);
    }
}
