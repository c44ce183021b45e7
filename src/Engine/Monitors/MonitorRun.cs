using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;

namespace Plumbline.Engine.Monitors;

/// <summary>One monitor at work on one window.</summary>
sealed record MonitorRun(MonitorDefinition Monitor, WindowReport Window, DateTimeOffset At)
{
    public EvaluationStatus Breach => ThresholdRule.StatusOf(Monitor.Severity);

    public WindowEvidence Evidence => Window.Evidence;

    /// <summary>The moment silence is told from: now, and for history the moment at which its window would have been judged.</summary>
    public DateTimeOffset AsOf => Evidence.IsHistorical ? Evidence.Window.End + Evidence.Model.Lateness : At;

    /// <summary>The columns of a report that the monitor looks at, in the report's order.</summary>
    /// <exception cref="ReportException">A name is no column's; the message names the nearest.</exception>
    public HashSet<string>? SelectedColumns(IReadOnlyList<ColumnReport> columns)
    {
        if (Monitor.Columns.IsEmpty) return null;
        var selected = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in Monitor.Columns)
        {
            var found = Glob.Pick(columns, name, c => c.Name);
            if (found.Count == 0 && !Glob.IsPattern(name)) throw NoSuch("suite.error.no_column", name, columns.Select(c => c.Name));
            selected.UnionWith(found.Select(c => c.Name));
        }
        return selected;
    }

    /// <summary>A part that cannot be judged.</summary>
    public static EvaluationPart Insufficient(string subject, string measure, Message reason, long n = 0) => new()
    {
        Subject = subject,
        Measure = measure,
        Status = EvaluationStatus.InsufficientData,
        N = n,
        Reasons = [reason],
    };

    /// <summary>What stands for a population without rows, or without anything to compare with.</summary>
    public EvaluationPart Nothing(Population population, string measure) => Insufficient(population.Whole(measure), measure,
        population.Rows == 0 ? Message.Of("monitor.no_events") : NoBaseline(), population.Rows);

    public Message NoBaseline() => Message.Of(Monitor.Segment is null ? "monitor.no_baseline" : "monitor.no_baseline_segment", ("baseline",
        BaselineChoices.Describe(Monitor.Baseline)));

    public static ReportException NoSuch(string key, string name, IEnumerable<string> candidates,
        params ReadOnlySpan<(string, string)> more)
    {
        string? near = NearestName.Of(name, candidates);
        return new ReportException(Message.Of(near is null ? key : key + "_near",
            [("name", name), ("measure", name), ("near", near ?? ""), .. more]));
    }

    /// <summary>The catalogue's entry of the monitor's measure.</summary>
    /// <exception cref="ReportException">There is none, or it is a word.</exception>
    public static SuiteMeasure MeasureOf(SuiteScope scope, string path)
    {
        if (SuiteMeasures.Find(scope, path) is not { } measure)
            throw NoSuch("suite.error.no_measure", path, SuiteMeasures.All.Where(m => m.Scope == scope).Select(m => m.Path),
                ("scope", DatasetMeasures.Word(scope)));
        return measure.IsWord ? throw new ReportException(Message.Of("suite.error.is_word", ("measure", path))) : measure;
    }

    public static ReportException NeedsThreshold(string measure) => new(Message.Of("monitor.needs_threshold", ("measure", measure)));
}
