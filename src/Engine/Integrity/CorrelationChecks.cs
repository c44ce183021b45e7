using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Integrity;

/// <summary>Pairs of columns that no longer belong together as they did: the ten largest changes one by one, the rest as a
/// number.</summary>
static class CorrelationChecks
{
    const int Named = 10;

    public static void Run(MultivariateReport? multivariate, CheckList checks)
    {
        if (multivariate is null) return;
        var changed = multivariate.Correlations.Where(c => c.Changed).ToList();
        foreach (var pair in changed.Take(Named))
            checks.Add("correlation", $"{pair.ColumnA} x {pair.ColumnB}", CheckList.Current,
                new Finding("correlation", false, pair.Current, Expected.SameAssociations),
                ("a", pair.ColumnA), ("b", pair.ColumnB), ("measure", Title(pair.Measure)),
                ("reference", Figures.Number(pair.Reference)), ("current", Figures.Number(pair.Current)));
        if (multivariate.ChangedCorrelations > Named)
            checks.Add("correlation", CheckList.Current, new Finding("correlation.more", false, multivariate.ChangedCorrelations, Expected.SameAssociations),
                ("count", Figures.Count(multivariate.ChangedCorrelations)), ("named", Figures.Count(Named)));
        if (changed.Count == 0)
            checks.Add("correlation", CheckList.Current, new Finding("correlation.same", true, 0, Expected.SameAssociations));
    }

    static string Title(string measure) => measure switch
    {
        "pearson" => "Pearson",
        "spearman" => "Spearman",
        "cramers_v" => "Cramer's V",
        _ => measure,
    };
}
