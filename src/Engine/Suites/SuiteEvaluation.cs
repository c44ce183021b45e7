using Plumbline.Engine.Integrity;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>Holds a report to a suite. Pure: the same two give the same result.</summary>
public static class SuiteEvaluation
{
    /// <summary>Answers every condition for every thing it names, in the suite's order.</summary>
    /// <param name="suite">The conditions.</param>
    /// <param name="report">The comparison they are held against.</param>
    /// <returns>Never empty for a suite with conditions: a name that matches nothing gives an outcome of status error. A glob skips the
    /// things that have no such measure (the mean of a categorical column), unless none has it.</returns>
    public static SuiteResult Evaluate(Suite suite, Report report)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(report);
        return new SuiteResult(suite.Name, [.. suite.Conditions.SelectMany(c => Answer(c, report))]);
    }

    static IEnumerable<ConditionOutcome> Answer(SuiteCondition condition, Report report)
    {
        if (condition is { Target.Scope: SuiteScope.Quality, Measure: SuiteMeasures.Headline } && report.Quality is { } quality)
            return quality.Headline.SelectMany(m => Answer(condition with { Measure = m }, report));
        if (Problem(condition) is { } problem) return [Error(condition, SubjectSearch.Describe(condition.Target), problem)];
        SubjectSearch search = SubjectSearch.Find(report, condition.Target);
        if (search.Problem is { } absent) return [Error(condition, SubjectSearch.Describe(condition.Target), absent)];
        var measured = search.Subjects.Select(s => (Subject: s.Name, Value: s.Measure(condition.Measure))).ToList();
        var known = measured.Where(m => m.Value is not null).ToList();
        if (known.Count > 0 && search.IsPattern) measured = known;
        return search.IsPattern && known.Count == 0
            ? [Unmeasured(condition, SubjectSearch.Describe(condition.Target))]
            : measured.Select(m => m.Value is { } value ? Answer(condition, m.Subject, value) : Unmeasured(condition, m.Subject));
    }

    static ConditionOutcome Answer(SuiteCondition condition, string subject, Measured measured)
    {
        if (measured.IsLost)
            return Broken(condition, subject, measured, Message.Of("suite.said.lost", ("subject", subject),
                ("measure", condition.Measure)));
        BetterSide better = SuiteMeasures.Find(condition.Target.Scope, condition.Measure)?.Better ?? BetterSide.Neither;
        if (measured.NeedsRows && measured.N < condition.MinimumRows)
            return Insufficient(condition, subject, measured, "suite.insufficient.rows");
        return Judge.Of(condition.Expected, measured, better) switch
        {
            Judgement.Kept => Outcome(condition, subject, measured, ConditionStatus.Passed, Said(condition, subject, measured)),
            Judgement.Broken => Broken(condition, subject, measured, Said(condition, subject, measured)),
            Judgement.Undefined => Insufficient(condition, subject, measured,
                measured.Reason is null ? "suite.insufficient.undefined" : "suite.insufficient.reason"),
            Judgement.NoReference => Insufficient(condition, subject, measured, "suite.insufficient.no_reference"),
            Judgement.FromZero => Insufficient(condition, subject, measured, "suite.insufficient.from_zero"),
        };
    }

    /// <summary>What is wrong with the condition whatever the report; null when nothing is.</summary>
    static Message? Problem(SuiteCondition condition)
    {
        SuiteScope scope = condition.Target.Scope;
        if (SuiteMeasures.Find(scope, condition.Measure) is not { } measure)
        {
            string? near = SuiteMeasures.Nearest(scope, condition.Measure);
            return Message.Of(near is null ? "suite.error.no_measure" : "suite.error.no_measure_near", ("measure", condition.Measure),
                ("scope", DatasetMeasures.Word(scope)), ("near", near ?? ""));
        }
        if (condition.Expected.IsRelative && !measure.HasReference)
            return Message.Of("suite.error.not_relative", ("measure", condition.Measure));
        return measure.IsWord == condition.Expected is Expectation.Named ? null
            : Message.Of(measure.IsWord ? "suite.error.is_word" : "suite.error.is_number", ("measure", condition.Measure));
    }

    static ConditionOutcome Unmeasured(SuiteCondition condition, string subject) => condition.Target.Scope == SuiteScope.Column
        ? Error(condition, subject, Message.Of("suite.error.not_measured", ("subject", subject), ("measure", condition.Measure)))
        : Insufficient(condition, subject, new Measured(), "suite.insufficient.not_in_report");

    static ConditionOutcome Broken(SuiteCondition condition, string subject, Measured measured, Message message) => Outcome(
        condition, subject, measured, condition.Severity == Severity.Error ? ConditionStatus.Failed : ConditionStatus.Warning, message);

    static ConditionOutcome Insufficient(SuiteCondition condition, string subject, Measured measured, string key) =>
        Outcome(condition, subject, measured, ConditionStatus.InsufficientData,
            Message.Of(key, ("subject", subject), ("measure", condition.Measure),
            ("n", Figures.Count(measured.N ?? 0)), ("minimum", Figures.Count(condition.MinimumRows)),
                ("reason", measured.Reason?.ToString() ?? "")));

    static ConditionOutcome Error(SuiteCondition condition, string subject, Message message) =>
        Outcome(condition, subject, new Measured(), ConditionStatus.Error, message);

    static Message Said(SuiteCondition condition, string subject, Measured measured) =>
        SuiteText.Said(condition.Expected, measured, subject, condition.Measure);

    static ConditionOutcome Outcome(SuiteCondition condition, string subject, Measured measured, ConditionStatus status, Message message) =>
        new()
    {
        Name = condition.Name.Length > 0 ? condition.Name : SuiteText.Name(condition),
        Subject = subject,
        Scope = condition.Target.Scope,
        Measure = condition.Measure,
        Status = status,
        Severity = condition.Severity,
        Observed = measured.Current,
        Reference = measured.Reference,
        Expected = SuiteText.Expected(condition.Expected, measured),
        Message = message,
        N = measured.N,
    };
}
