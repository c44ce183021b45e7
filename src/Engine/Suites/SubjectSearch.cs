using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>Finds what a condition's target names.</summary>
/// <param name="Subjects">What was found.</param>
/// <param name="IsPattern">True when the target may name several things.</param>
/// <param name="Problem">Why nothing was found; null when something was.</param>
sealed record SubjectSearch(IReadOnlyList<Subject> Subjects, bool IsPattern, Message? Problem)
{
    public static SubjectSearch Find(Report report, SuiteTarget target) => target.Scope switch
    {
        SuiteScope.Dataset => Found([new Subject("dataset", path => DatasetMeasures.Of(report, path))], false),
        SuiteScope.Column => Columns(report, target.Name ?? "*"),
        SuiteScope.Quality => Quality(report),
        SuiteScope.Segment => Segments(report, target.Name ?? "*", target.Part ?? "*"),
        SuiteScope.Fairness => Fairness(report, target.Name ?? "*"),
    };

    /// <summary>The target as shown when it stands for nothing in particular.</summary>
    public static string Describe(SuiteTarget target) => target.Scope switch
    {
        SuiteScope.Dataset => "dataset",
        SuiteScope.Column => target.Name ?? "*",
        SuiteScope.Quality => "quality",
        SuiteScope.Segment => $"{target.Name ?? "*"} = {target.Part ?? "*"}",
        SuiteScope.Fairness => target.Name ?? "*",
    };

    static SubjectSearch Columns(Report report, string name)
    {
        var found = Glob.Pick(report.Columns, name, c => c.Name);
        bool pattern = found.Count != 1 || found[0].Name != name;
        if (found.Count == 0) return Nothing("suite.error.no_column", name, report.Columns.Select(c => c.Name));
        return Found([.. found.Where(c => !pattern || c.Role != ColumnRole.Ignore)
            .Select(c => new Subject(c.Name, path => ColumnMeasures.Of(report, c, path)))], pattern);
    }

    static SubjectSearch Quality(Report report) => report.Quality is { } quality
        ? Found([new Subject("quality", path => OutcomeMeasures.OfQuality(quality, path))], false)
        : new SubjectSearch([], false, Message.Of("suite.error.no_quality"));

    static SubjectSearch Segments(Report report, string column, string value)
    {
        var segments = Glob.Pick(report.Segments, column, s => s.Column);
        if (segments.Count == 0) return Nothing("suite.error.no_segment", column, report.Segments.Select(s => s.Column));
        var rows = segments.SelectMany(s => Glob.Pick(s.Rows, value, r => r.Value).Select(r => (Segment: s, Row: r))).ToList();
        if (rows.Count == 0)
            return Nothing("suite.error.no_segment_value", value, segments.SelectMany(s => s.Rows).Select(r => r.Value), column);
        return Found([.. rows.Select(r => new Subject($"{r.Segment.Column} = {r.Row.Value}",
            path => OutcomeMeasures.OfSegment(r.Segment, r.Row, path)))],
            Glob.IsPattern(column) || Glob.IsPattern(value));
    }

    static SubjectSearch Fairness(Report report, string column)
    {
        var found = Glob.Pick(report.Fairness, column, f => f.Column);
        return found.Count == 0 ? Nothing("suite.error.no_fairness", column, report.Fairness.Select(f => f.Column))
            : Found([.. found.Select(f => new Subject(f.Column, path => OutcomeMeasures.OfFairness(f, path)))], Glob.IsPattern(column));
    }

    static SubjectSearch Found(IReadOnlyList<Subject> subjects, bool pattern) => new(subjects, pattern, null);

    static SubjectSearch Nothing(string key, string name, IEnumerable<string> candidates, string column = "")
    {
        string? near = Glob.IsPattern(name) ? null : NearestName.Of(name, candidates);
        return new SubjectSearch([], false, Message.Of(near is null ? key : key + "_near", ("name", name), ("near", near ?? ""),
            ("column", column)));
    }
}
