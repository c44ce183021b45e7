using Plumbline.Engine.Columns;
using Plumbline.Engine.Fairness;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Segments;
using Plumbline.Engine.Tests.Quality;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Fairness;

/// <summary>The published figures of the COMPAS two-years file, through the engine.</summary>
public sealed class CompasTests
{
    const double Printed = 5.1e-5;

    static readonly QualityOptions s_options = new() { Threshold = 5, Positive = "1" };

    [Theory]
    [InlineData("African-American", 3696, .4485, .2799, .6297)]
    [InlineData("Caucasian", 2454, .2345, .4772, .5913)]
    public void Rates_of_the_groups_are_reproduced(string group, long rows, double falsePositives, double falseNegatives, double precision)
    {
        if (Table() is not { } table) return;

        var report = Race(table);

        var found = Assert.Single(report.Groups, g => g.Group == group);
        Assert.Equal(rows, found.CurrentRows);
        Assert.Equal(falsePositives, found.Current["false_positive_rate"].Value, Printed);
        Assert.Equal(falseNegatives, found.Current["false_negative_rate"].Value, Printed);
        Assert.Equal(precision, found.Current["precision"].Value, Printed);
    }

    [Fact]
    public void The_gap_in_odds_is_beyond_tolerance_and_names_both_groups()
    {
        if (Table() is not { } table) return;
        var two = table.Where("race", r => r is "African-American" or "Caucasian");

        var gap = Assert.Single(Race(two).Gaps, g => g.Measure == "equalised_odds_max");

        Assert.Equal(FairnessVerdict.BeyondTolerance, gap.Verdict);
        Assert.Equal("African-American", gap.HighGroup);
        Assert.Equal("Caucasian", gap.LowGroup);
        Assert.Equal(.4485 - .2345, gap.Value.Value, 2 * Printed);
    }

    [Fact]
    public void The_intersection_of_race_and_sex_follows_the_columns()
    {
        if (Table() is not { } table) return;
        var columns = new[] { RowGroups.From(table.Categorical("race"), table.Categorical("race")),
            RowGroups.From(table.Categorical("sex"), table.Categorical("sex")) };

        var reports = FairnessAnalysis.Run(columns, Pair(table), s_options, CancellationToken.None);

        Assert.Equal(["race", "sex", "race x sex"], reports.Select(r => r.Column));
        Assert.Contains(reports[2].Groups, g => g.Group == "African-American x Male");
        Assert.All(reports[2].Groups, g => Assert.True(g.CurrentRows >= s_options.MinimumShownRows));
    }

    static FairnessReport Race(CsvTable table)
    {
        var race = table.Categorical("race");
        return FairnessAnalysis.Run([RowGroups.From(race, race)], Pair(table), s_options, CancellationToken.None)[0];
    }

    static ModelOutputsPair Pair(CsvTable table)
    {
        var slices = new OutputSlices
        {
            Target = table.Numeric("two_year_recid", ColumnRole.Target),
            Scores = [table.Numeric("decile_score", ColumnRole.Score)],
        };
        return ModelOutputsPair.Build(slices, slices, s_options, out _)!;
    }

    static CsvTable? Table() => SharedData.TryFile("compas", "compas-scores-two-years.csv.gz") is { } file ? CsvTable.Read(file) : null;
}
