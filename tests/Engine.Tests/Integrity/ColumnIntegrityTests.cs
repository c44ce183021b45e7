using Plumbline.Engine.Columns;
using Plumbline.Engine.Integrity;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Integrity;

public sealed class ColumnIntegrityTests
{
    [Fact]
    public void A_risen_missing_share_fails_with_both_shares_in_the_message()
    {
        double[] reference = Some.Normal(1000, 1), current = Some.Normal(1000, 2);
        current.AsSpan(0, 80).Fill(double.NaN);

        var check = Sides.Check(reference, current).One("missing");

        Assert.False(check.Passed);
        Assert.Equal(.08, check.Observed);
        Assert.Equal("x: 8 % of the rows are missing (80 of 1000); in the reference it was 0 %.", check.Message.ToString());
    }

    [Fact]
    public void A_deployment_is_no_fault_of_the_data()
    {
        string[] reference = [.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? "v6" : "v7")],
            current = [.. Enumerable.Repeat("v7", 1000)];

        var ofVersion = Sides.Check(reference, current, ColumnRole.Version);
        var ofFeature = Sides.Check(reference, current);

        Assert.All(ofVersion, c => Assert.True(c.Passed, c.Message.ToString()));
        Assert.False(ofFeature.One("constant").Passed);
    }

    [Fact]
    public void A_model_without_errors_is_well()
    {
        string?[] reference = [.. Enumerable.Range(0, 1000).Select(i => i == 500 ? "timeout" : null)], current = new string?[1000];

        Assert.Empty(Sides.Check(reference, current, ColumnRole.Error));
    }

    [Fact]
    public void A_missing_share_that_rose_by_less_than_two_points_passes()
    {
        double[] reference = Some.Normal(100_000, 1), current = Some.Normal(100_000, 2);
        current.AsSpan(0, 1_900).Fill(double.NaN);

        var check = Sides.Check(reference, current).One("missing");

        Assert.True(check.Passed);
    }

    [Fact]
    public void A_missing_share_that_fell_passes()
    {
        double[] reference = Some.Normal(1000, 1), current = Some.Normal(1000, 2);
        reference.AsSpan(0, 400).Fill(double.NaN);

        var check = Sides.Check(reference, current).One("missing");

        Assert.True(check.Passed);
    }

    [Fact]
    public void A_reference_that_is_mostly_missing_is_said()
    {
        double[] values = Some.Normal(1000, 1);
        values.AsSpan(0, 630).Fill(double.NaN);

        var checks = Sides.Check(values, values);

        Assert.False(checks.One("missing", "reference").Passed);
        Assert.True(checks.One("missing").Passed);
    }

    [Fact]
    public void Unreadable_values_are_counted_with_first_line_and_example()
    {
        var current = Some.Numeric("x", [1, double.NaN, 3], unreadable: new UnreadableValues(1, 3, "abc"));

        var check = Sides.Check(Some.Numeric("x", [1, 2, 3]), current).One("type");

        Assert.Equal((false, Severity.Error, 1.0), (check.Passed, check.Severity, check.Observed));
        Assert.Equal("x: 1 values (33.3 %) are not numeric; the first is \"abc\" in line 3.", check.Message.ToString());
    }

    [Fact]
    public void Redaction_hides_the_example()
    {
        var current = Some.Numeric("x", [1, double.NaN, 3], unreadable: new UnreadableValues(1, 3, "Ann Other"));

        var check = Sides.Check(Some.Numeric("x", [1, 2, 3]), current, new IntegrityOptions { Redact = true }).One("type");

        Assert.False(check.Passed);
        Assert.DoesNotContain(check.Message.Arguments.Values, v => v.Contains("Ann", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_type_is_one_error_in_words()
    {
        var checks = Sides.Check(Some.Numeric("x", Some.Normal(100, 1)),
            Some.Categorical("x", Some.Categories(100, 1, ("a", 1), ("b", 1))));

        Assert.Equal("x: it is numeric in the reference and categorical here.", checks.One("type").Message.ToString());
        Assert.Equal(Severity.Error, checks.One("type").Severity);
    }

    [Fact]
    public void Infinite_values_fail_and_leave_the_other_checks_alone()
    {
        double[] current = Some.Normal(1000, 2);
        current[5] = double.PositiveInfinity;

        var checks = Sides.Check(Some.Normal(1000, 1), current);

        Assert.Equal("infinite", Assert.Single(checks, c => !c.Passed).Check);
    }

    [Fact]
    public void Range_fails_when_more_than_one_row_in_a_hundred_is_outside()
    {
        double[] current = Some.Normal(1000, 2);
        current.AsSpan(0, 30).Fill(50);

        var check = Sides.Check(Some.Normal(1000, 1), current).One("range");

        Assert.False(check.Passed);
        Assert.InRange(check.Observed, .03, .035);
    }

    [Fact]
    public void Range_ignores_a_single_outlier()
    {
        double[] current = Some.Normal(1000, 2);
        current[0] = 1e300;

        var check = Sides.Check(Some.Normal(1000, 1), current).One("range");

        Assert.True(check.Passed);
    }

    [Fact]
    public void Unseen_categories_are_named_from_ten_rows_and_fail_above_one_percent()
    {
        string[] reference = Some.Categories(1000, 1, ("a", 1), ("b", 1));
        string[] current = Some.Categories(1000, 2, ("a", 1), ("b", 1));
        current.AsSpan(0, 40).Fill("new");
        current.AsSpan(40, 9).Fill("rare");

        var check = Sides.Check(reference, current).One("unseen_categories");

        Assert.Equal((false, .04), (check.Passed, check.Observed));
        Assert.Equal("x: 4 % of the values (40) are in categories that the reference never had (1): new.", check.Message.ToString());
    }

    [Fact]
    public void A_small_unseen_category_is_a_fact_and_passes()
    {
        string[] reference = Some.Categories(5000, 1, ("a", 1), ("b", 1));
        string[] current = Some.Categories(5000, 2, ("a", 1), ("b", 1));
        current.AsSpan(0, 12).Fill("new");

        var check = Sides.Check(reference, current).One("unseen_categories");

        Assert.True(check.Passed);
        Assert.Contains("new", check.Message.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Unseen_categories_of_a_small_reference_with_a_long_tail_are_no_alarm()
    {
        (string, double)[] zipf = [.. Enumerable.Range(1, 500).Select(i => ($"c{i}", 1.0 / i))];

        var check = Sides.Check(Some.Categories(100, 1, zipf), Some.Categories(20_000, 2, zipf)).One("unseen_categories");

        Assert.True(check.Observed > .01);
        Assert.True(check.Passed, check.Message.ToString());
    }

    [Fact]
    public void A_column_that_became_constant_is_an_error()
    {
        double[] constant = new double[500];

        var check = Sides.Check(Some.Normal(500, 1), constant).One("constant");

        Assert.Equal((false, Severity.Error), (check.Passed, check.Severity));
    }

    [Fact]
    public void A_column_constant_on_both_sides_is_said_of_the_reference_only()
    {
        double[] constant = new double[500];

        var failed = Sides.Check(constant, constant).Where(c => !c.Passed).ToList();

        Assert.Equal(("constant", "reference"), (Assert.Single(failed).Check, failed[0].Set));
    }

    [Fact]
    public void A_rare_value_that_happens_to_be_absent_does_not_make_the_column_constant()
    {
        string[] reference = [.. Enumerable.Range(0, 500).Select(i => i < 3 ? "b" : "a")];
        string[] current = [.. Enumerable.Repeat("a", 500)];

        var check = Sides.Check(reference, current).One("constant");

        Assert.True(check.Passed);
    }

    [Fact]
    public void A_column_that_became_almost_constant_fails()
    {
        double[] current = new double[10_000];
        Some.Normal(20, 3).CopyTo(current, 100);

        var check = Sides.Check(Some.Normal(10_000, 1), current).One("almost_constant");

        Assert.Equal((false, .998), (check.Passed, check.Observed));
    }

    [Fact]
    public void An_emptied_column_is_an_error_and_has_no_other_alarm_than_missing()
    {
        double[] empty = [.. Enumerable.Repeat(double.NaN, 300)];

        var failed = Sides.Check(Some.Normal(300, 1), empty).Where(c => !c.Passed).ToList();

        Assert.Equal(["missing", "empty"], failed.Select(c => c.Check));
        Assert.All(failed, c => Assert.Equal(Severity.Error, c.Severity));
    }

    [Fact]
    public void Repeated_ids_are_counted()
    {
        var check = Sides.Check(new[] { "a", "b", "c" }, new[] { "a", "b", "b", "b" }, ColumnRole.Id).One("duplicate_ids");

        Assert.Equal((false, 2.0), (check.Passed, check.Observed));
    }

    [Fact]
    public void Repeated_numeric_ids_are_counted()
    {
        var check = Sides.Check(new double[] { 1, 2, 3 }, new double[] { 1, 2, 2, double.NaN, double.NaN },
            ColumnRole.Id).One("duplicate_ids");

        Assert.Equal(1, check.Observed);
    }

    [Fact]
    public void Ids_that_go_on_counting_are_not_outside_the_range()
    {
        var checks = Sides.Check(Enumerable.Range(0, 100).ToArray(), Enumerable.Range(100, 100).ToArray(), ColumnRole.Id);

        Assert.All(checks, c => Assert.True(c.Passed, c.Message.ToString()));
    }

    [Fact]
    public void A_hole_in_time_is_found_where_it_begins()
    {
        DateTimeOffset[] reference = [.. Enumerable.Range(0, 1000).Select(i => DateTimeOffset.UnixEpoch.AddMinutes(i))];
        DateTimeOffset[] current = [.. reference.Select((t, i) => t.AddDays(1).AddHours(i >= 600 ? 6 : 0))];

        var check = Sides.Check(reference, current).One("time_gaps");

        Assert.False(check.Passed);
        Assert.Equal("x: nothing for 6.017 h from 1970-01-02 09:59:00Z; the reference's largest gap is 60 s, its usual one 60 s.",
            check.Message.ToString());
    }

    [Fact]
    public void Gaps_of_a_random_arrival_process_pass()
    {
        var check = Sides.Check(Arrivals(1000, 1), Arrivals(20_000, 2)).One("time_gaps");

        Assert.True(check.Passed, check.Message.ToString());
    }

    [Fact]
    public void Ignored_columns_are_not_checked()
    {
        var checks = Sides.Check(new double[10], new double[10], ColumnRole.Ignore);

        Assert.Empty(checks);
    }

    [Fact]
    public void A_stored_profile_without_rows_still_gives_the_checks_of_its_numbers()
    {
        var side = Sides.Of(Some.Numeric("x", Some.Normal(100, 1)));

        var checks = ColumnIntegrity.Check(side.Slice!.Column, side with { Slice = null }, side with { Slice = null },
            IntegrityOptions.Default);

        Assert.Contains(checks, c => c.Check == "missing");
        Assert.Contains(checks, c => c.Check == "range");
        Assert.All(checks, c => Assert.True(c.Passed));
    }

    static DateTimeOffset[] Arrivals(int count, ulong seed)
    {
        var random = new Statistics.SeededRandom(seed);
        double at = 0;
        return [.. Enumerable.Range(0, count).Select(_ =>
            DateTimeOffset.UnixEpoch.AddSeconds(at -= 60 * Math.Log(1 - random.NextDouble())))];
    }
}
