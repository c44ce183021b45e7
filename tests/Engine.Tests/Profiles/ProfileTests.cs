using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Tests.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Profiles;

public sealed class ProfileTests
{
    static readonly string[] s_onCounts = ["psi", "jensen_shannon", "hellinger", "total_variation", "chi_squared"];

    [Fact]
    public void Rows_and_profiles_of_them_give_the_same_verdicts_and_counts_to_the_last_digit()
    {
        var (reference, current) = (Churn(6_000, 1), Churn(3_000, 2, shift: .2));
        var stored = DatasetProfiles.Build(reference, null, 2, null, CancellationToken.None);
        var now = DatasetProfiles.Build(current, stored, 2, null, CancellationToken.None);

        var rows = ReportOf.Rows(reference, current);
        var profiles = ReportBuilder.Build(new ReportSource.Stored(stored, "ref.json"), new ReportSource.Stored(now, "cur.json"),
            new ReportOptions(), null, CancellationToken.None);

        Assert.Equal(rows.Columns.Select(c => (c.Name, c.Drift?.Verdict, c.Drift?.QValue, c.Drift?.Effect)), profiles.Columns.Select(c =>
            (c.Name, c.Drift?.Verdict, c.Drift?.QValue, c.Drift?.Effect)));
        foreach (string measure in s_onCounts)
            Assert.Equal(rows.Columns.Select(c => c.Measures.GetValueOrDefault(measure)?.Value), profiles.Columns.Select(c =>
                c.Measures.GetValueOrDefault(measure)?.Value));
    }

    [Fact]
    public void A_profile_against_rows_gives_the_verdicts_of_rows()
    {
        var (reference, current) = (Churn(6_000, 1), Churn(3_000, 2, shift: .2));
        var stored = DatasetProfiles.Build(reference, null, 1, null, CancellationToken.None);

        var rows = ReportOf.Rows(reference, current);
        var mixed = ReportBuilder.Build(new ReportSource.Stored(stored, "ref.json"), new ReportSource.Rows(current), new ReportOptions(),
            null, CancellationToken.None);

        Assert.Equal(rows.Columns.Select(c => c.Drift?.QValue), mixed.Columns.Select(c => c.Drift?.QValue));
    }

    [Fact]
    public void Kolmogorov_Smirnov_from_sketches_is_within_their_errors_and_never_more_certain()
    {
        var (reference, current) = (Churn(20_000, 1), Churn(20_000, 2, shift: .2));
        var stored = DatasetProfiles.Build(reference, null, 1, null, CancellationToken.None);
        var now = DatasetProfiles.Build(current, stored, 1, null, CancellationToken.None);

        var exact = ReportOf.Rows(reference, current).Columns[0].Measures["kolmogorov_smirnov"];
        var sketched = ReportBuilder.Build(new ReportSource.Stored(stored, "r"), new ReportSource.Stored(now, "c"), new ReportOptions(),
            null, CancellationToken.None)
            .Columns[0].Measures["kolmogorov_smirnov"];

        Assert.NotEqual(exact.Value, sketched.Value);
        Assert.InRange(sketched.Value, exact.Value - .02, exact.Value + .02);
        Assert.True(sketched.PValue >= exact.PValue);
    }

    [Fact]
    public void Merge_of_two_halves_equals_the_profile_of_the_whole()
    {
        var whole = Churn(5_000, 3);
        var cells = DatasetProfiles.Build(Churn(4_000, 4), null, 1, null, CancellationToken.None);
        var (a, b) = (Profile(whole.Rows(0, 1_700), cells), Profile(whole.Rows(1_700, 5_000), cells));

        var merged = DatasetProfiles.Merge(a, b);
        var single = Profile(whole, cells);

        var (x, y) = ((ColumnContent.Numbers)merged.Columns[0].Content, (ColumnContent.Numbers)single.Columns[0].Content);
        var (u, v) = ((ColumnContent.Categories)merged.Columns[1].Content, (ColumnContent.Categories)single.Columns[1].Content);
        Assert.Equal(y.Counts, x.Counts);
        Assert.Equal(y.PsiCounts, x.PsiCounts);
        Assert.Equal((y.Moments.Count, y.Moments.Min, y.Moments.Max), (x.Moments.Count, x.Moments.Min, x.Moments.Max));
        Assert.Equal(y.Moments.Mean, x.Moments.Mean, 1e-12);
        Assert.Equal(y.Moments.Variance, x.Moments.Variance, 1e-11);
        Assert.Equal(v.Counts, u.Counts);
        Assert.Equal((v.Other, v.Distinct), (u.Other, u.Distinct));
        Assert.Equal(single.Columns[0].Missing.BySpelling, merged.Columns[0].Missing.BySpelling);
        Assert.InRange(x.Distinct, .95 * y.Distinct, 1.05 * y.Distinct);
    }

    [Fact]
    public void Batches_give_the_counts_of_the_whole()
    {
        var whole = Churn(2_000, 3);
        var cells = DatasetProfiles.Build(Churn(4_000, 4), null, 1, null, CancellationToken.None);
        var builder = new ProfileBuilder(cells);

        foreach (int start in (int[])[0, 500, 1_000, 1_500])
            builder.Add([.. whole.Schema.Columns.Select(c => whole.Rows(start, start + 500).Read(c.Name, CancellationToken.None))]);
        var batches = builder.Build("live");

        var single = Profile(whole, cells);
        Assert.Equal(single.Rows, batches.Rows);
        Assert.Equal(((ColumnContent.Numbers)single.Columns[0].Content).Counts, ((ColumnContent.Numbers)batches.Columns[0].Content).Counts);
        Assert.Equal(((ColumnContent.Categories)single.Columns[1].Content).Counts,
            ((ColumnContent.Categories)batches.Columns[1].Content).Counts);
        Assert.Equal(((ColumnContent.Numbers)single.Columns[0].Content).Moments.State.Mean,
            ((ColumnContent.Numbers)batches.Columns[0].Content).Moments.State.Mean, 1e-12);
    }

    [Fact]
    public void Profiles_on_different_bins_are_not_merged_and_the_column_is_named()
    {
        var (a, b) = (Profile(Churn(1_000, 1), null), Profile(Churn(1_000, 2), null));

        var problem = Assert.Throws<ProfileException>(() => DatasetProfiles.Merge(a, b));

        Assert.Contains("different bins (column age)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_current_profile_on_other_bins_is_refused_by_name()
    {
        var (a, b) = (Profile(Churn(1_000, 1), null), Profile(Churn(1_000, 2), null));

        var problem = Assert.Throws<ReportException>(() =>
            ReportBuilder.Build(new ReportSource.Stored(a, "a.json"), new ReportSource.Stored(b, "b.json"), new ReportOptions(), null,
                CancellationToken.None));

        Assert.Contains("b.json was not counted on the bins of this reference (column age)", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Categories_the_reference_never_had_are_counted_apart()
    {
        var cells = Profile(Some.Dataset(("region", Some.Categories(500, 1, ("north", 1), ("south", 1)))), null);

        var now = Profile(Some.Dataset(("region", (string?[])["north", "west", "west", null])), cells);

        var content = (ColumnContent.Categories)now.Columns[0].Content;
        Assert.Equal(2, content.Unseen["west"]);
        Assert.Equal(1, content.Counts.Sum());
        Assert.Equal(0, content.Other);
    }

    [Fact]
    public void A_million_categories_have_a_thousand_cells_and_the_rest_is_other()
    {
        string[] values = [.. Enumerable.Range(0, 200_000).Select(i => "id" + i)];

        var content = (ColumnContent.Categories)Profile(Some.Dataset(("x", values)), null).Columns[0].Content;

        Assert.Equal(1_000, content.Counts.Length);
        Assert.Equal(199_000, content.Other);
        Assert.False(content.On.KnowsRest);
        Assert.Equal(200_000, content.Distinct);
    }

    static DatasetProfile Profile(IDataset rows, DatasetProfile? on) => DatasetProfiles.Build(rows, on, 2, null, CancellationToken.None);

    internal static InMemoryDataset Churn(int rows, ulong seed, double shift = 0) => Some.Dataset(
        ("age", Some.Normal(rows, seed * 10, 40 + (10 * shift), 10).Select((v, i) => i % 50 == 0 ? double.NaN : v).ToArray()),
        ("region", Some.Categories(rows, (seed * 10) + 1, ("north", 5), ("south", 3), ("east", 1 + shift))),
        ("visits", Some.Normal(rows, (seed * 10) + 2, 1).Select(v => Math.Max(0, Math.Round(v))).ToArray()),
        ("member", Some.Normal(rows, (seed * 10) + 3).Select(v => v > 0).ToArray()),
        ("at", Enumerable.Range(0, rows).Select(i => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(i)).ToArray()));
}
