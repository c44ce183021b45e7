using Plumbline.Engine.Integrity;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Tests.Integrity;

public sealed class DatasetIntegrityTests
{
    [Fact]
    public void A_lost_column_is_an_error_and_a_new_one_a_warning()
    {
        var checks = Check(Sides.Dataset(10, columns: ["a", "b"]), Sides.Dataset(10, columns: ["b", "c"]));

        Assert.Equal([("a", Severity.Error), ("c", Severity.Warning)],
            checks.Where(c => c.Check == "columns").Select(c => (c.Column!, c.Severity)));
    }

    [Fact]
    public void Rows_per_day_that_fell_to_a_third_fail()
    {
        var check = Check(Sides.Dataset(30_000, days: 30), Sides.Dataset(2_310, days: 7)).One("volume");

        Assert.False(check.Passed);
        Assert.Equal("Only 330 rows per day; in the reference 1000.", check.Message.ToString());
    }

    [Fact]
    public void Without_times_the_number_of_rows_is_a_fact()
    {
        var check = Check(Sides.Dataset(30_000), Sides.Dataset(2_310)).One("volume");

        Assert.True(check.Passed);
    }

    [Fact]
    public void No_rows_at_all_is_an_error()
    {
        var check = Check(Sides.Dataset(30_000), Sides.Dataset(0)).One("volume");

        Assert.Equal((false, Severity.Error), (check.Passed, check.Severity));
    }

    [Fact]
    public void Refused_rows_name_the_first_line_and_its_reason()
    {
        var check = Check(Sides.Dataset(1000), Sides.Dataset(995, refused: 5)).One("refused_rows");

        Assert.Equal("5 rows (0.5 %) could not be read and are in no number here; the first is line 7 of a.csv: it has 5 cells instead of 4.",
            check.Message.ToString());
        Assert.Equal((false, Severity.Warning), (check.Passed, check.Severity));
    }

    [Fact]
    public void Duplicate_rows_fail_when_their_share_rose()
    {
        var check = Check(Sides.Dataset(10_000, duplicates: 100), Sides.Dataset(10_000, duplicates: 400)).One("duplicate_rows");

        Assert.Equal((false, 400.0), (check.Passed, check.Observed));
    }

    [Fact]
    public void Duplicate_rows_that_grow_with_the_size_of_the_set_pass()
    {
        var check = Check(Sides.Dataset(1_000, duplicates: 20), Sides.Dataset(5_000, duplicates: 480)).One("duplicate_rows");

        Assert.True(check.Passed);
    }

    [Fact]
    public void Each_changed_correlation_is_a_failed_check()
    {
        var multivariate = new MultivariateReport
        {
            DomainClassifierAuc = new MeasureValue(.5),
            PcaReference = new MeasureValue(1),
            PcaCurrent = new MeasureValue(1),
            Correlations = [new("a", "b", "pearson", .8, .1, .001, true), new("a", "c", "pearson", .1, .15, .5, false)],
        };

        var checks = DatasetIntegrity.Check(Sides.Dataset(10), Sides.Dataset(10), multivariate, IntegrityOptions.Default);

        Assert.Equal("a and b: Pearson went from 0.8 to 0.1.", checks.One("correlation").Message.ToString());
        Assert.False(checks.One("correlation").Passed);
    }

    [Fact]
    public void Of_many_changed_correlations_ten_are_named_and_the_rest_counted()
    {
        var multivariate = new MultivariateReport
        {
            DomainClassifierAuc = new MeasureValue(.9),
            PcaReference = new MeasureValue(1),
            PcaCurrent = new MeasureValue(1),
            Correlations = [.. Enumerable.Range(0, 40).Select(i => new CorrelationChange("a", $"b{i}", "pearson", .8, .1, .001, true))],
            ChangedCorrelations = 60,
        };

        var checks = DatasetIntegrity.Check(Sides.Dataset(10), Sides.Dataset(10), multivariate, IntegrityOptions.Default)
            .Where(c => c.Check == "correlation").ToList();

        Assert.Equal(11, checks.Count);
        Assert.Equal("60 pairs of columns changed their correlation in all; the 10 largest changes are listed.",
            checks[^1].Message.ToString());
    }

    [Fact]
    public void Every_message_of_integrity_has_the_same_arguments_in_both_languages()
    {
        var keys = MessageCatalog.Engine.Keys(Language.English).Where(k => k.StartsWith("integrity.", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Equal(Placeholders(key, Language.English), Placeholders(key, Language.Chinese)));
    }

    static IReadOnlyList<IntegrityCheck> Check(DatasetSide reference, DatasetSide current) =>
        DatasetIntegrity.Check(reference, current, null, IntegrityOptions.Default);

    static IReadOnlyList<string> Placeholders(string key, Language language) =>
        [.. System.Text.RegularExpressions.Regex.Matches(MessageCatalog.Engine.Template(key, language), @"\{\w+\}").Select(m => m.Value)
            .Distinct().Order()];
}
