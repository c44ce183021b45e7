using System.Text.Json;
using Plumbline.Engine.Integrity;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>Measures of the data set as a whole.</summary>
static class DatasetMeasures
{
    const string FailedPrefix = "failed_checks.";

    public static Measured? Of(Report report, string path) => path switch
    {
        "rows" => Measured.Count(report.Current.Rows, report.Reference.Rows),
        "columns" => Measured.Count(report.Columns.Count(c => c.Current is not null), report.Columns.Count(c => c.Reference is not null)),
        "refused_rows" => Measured.Count(report.Current.Refused, report.Reference.Refused),
        "refused_share" => Measured.Share(RefusedShare(report.Current), RefusedShare(report.Reference)),
        "duplicate_rows" => report.Current.DuplicateRows is { } rows ? Measured.Count(rows, report.Reference.DuplicateRows) : null,
        "duplicate_share" => report.Current.DuplicateRows is null ? null
            : Measured.Share(DuplicateShare(report.Current), DuplicateShare(report.Reference)),
        "missing_columns" => Measured.Count(report.Columns.Count(c => c.Current is null && c.Reference is not null)),
        "extra_columns" => Measured.Count(report.Columns.Count(c => c.Reference is null && c.Current is not null)),
        "verdict" => new Measured { Word = Word(report.Summary.Verdict),
            IsInsufficient = report.Summary.Verdict == Verdict.InsufficientData },
        "drifted_columns" => new Measured { Current = report.Summary.Drifted, IsInsufficient = report.Summary.Judged == 0 },
        "drifted_share" => new Measured { Current = report.Summary.DriftedShare, IsInsufficient = report.Summary.Judged == 0 },
        "judged_columns" => Measured.Count(report.Summary.Judged),
        "failed_checks" => Measured.Count(Failed(report).Count()),
        "failed_errors" => Measured.Count(Failed(report).Count(c => c.Severity == Severity.Error)),
        "domain_classifier_auc" => report.Multivariate is { } m ? Measured.Of(m.DomainClassifierAuc) : null,
        "pca_error" => report.Multivariate is { } m ? Measured.Of(m.PcaCurrent, m.PcaReference) : null,
        "correlation_changes" => report.Multivariate is { } m ? Measured.Count(m.ChangedCorrelations) : null,
        _ when path.StartsWith(FailedPrefix, StringComparison.Ordinal) =>
            Measured.Count(Failed(report).Count(c => c.Check == path[FailedPrefix.Length..])),
        _ => null,
    };

    /// <summary>A verdict as JSON writes it.</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    static IEnumerable<IntegrityCheck> Failed(Report report) => report.Integrity.Where(c => c.Set == CheckList.Current && !c.Passed);

    static double RefusedShare(DatasetSummary side) => side.Refused == 0 ? 0 : side.Refused / ((double)side.Rows + side.Refused);

    static double DuplicateShare(DatasetSummary side) =>
        side.DuplicateRows is { } rows && side.Rows > 0 ? (double)rows / side.Rows : double.NaN;
}
