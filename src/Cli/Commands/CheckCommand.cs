using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Inputs;
using Plumbline.Cli.Output;
using Plumbline.Cli.Rendering.Checks;
using Plumbline.Cli.Rendering.Text;
using Plumbline.Cli.Suites;
using Plumbline.Datasets;
using Plumbline.Engine.Drift;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Suites;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline check</c>.</summary>
sealed class CheckCommand(CommandRun run)
{
    public int Run()
    {
        Language language = AnalysisSettings.Language(run.Settings);
        CheckFormat format = OutputFormats.Check(run.Settings);
        bool strict = run.Settings.Switch(Flags.Strict);
        var comparison = Comparison.Settle(run.Settings);
        ReportOptions options = AnalysisSettings.Read(run.Settings);
        Suite suite = ReadSuite();
        run.Settings.ThrowIfWrong();
        OutputFile? file = run.PrepareOutput(comparison.InputFiles.Concat(run.Settings.Texts(Flags.Suite)));

        Report report = Covering(comparison, suite).Build(run, options with { Measures = Needed(suite) });
        SuiteResult result = SuiteEvaluation.Evaluate(suite, report);
        Write(file, format, result, strict, language);
        return CheckOutcome.Passed(result, strict) ? CommandDispatch.Done : CommandDispatch.CheckFailed;
    }

    Suite ReadSuite()
    {
        var suites = new List<Suite>();
        foreach (string name in run.Settings.Texts(Flags.Preset))
        {
            if (SuitePresets.Find(name) is { } preset) suites.Add(preset);
            else run.Settings.NotAllowed(Flags.Preset, name, SuitePresets.Names);
        }
        if (run.Settings.Text(Flags.Suite) is { Length: > 0 } path) suites.Add(SuiteFile.Read(path));
        if (suites.Count == 0) run.Settings.Problem("Give --suite suite.yaml or --preset drift; 'plumbline check init --reference R "
            + "--output suite.yaml' writes a suite to start from.");
        return suites.Count == 1 ? suites[0]
            : new Suite(string.Join(" + ", suites.Select(s => s.Name)), [.. suites.SelectMany(s => s.Conditions)]);
    }

    // Segment and protected columns that the suite names need not be given again as flags.
    static Comparison Covering(Comparison comparison, Suite suite)
    {
        string[] segments = [.. Named(suite, SuiteScope.Segment)], groups = [.. Named(suite, SuiteScope.Fairness)];
        DatasetOptions With(DatasetOptions options) => options with
        {
            Segments = [.. options.Segments.Union(segments)],
            Protected = [.. options.Protected.Union(groups)],
        };
        return comparison with { Reference = With(comparison.Reference), Current = With(comparison.Current) };
    }

    static IEnumerable<string> Named(Suite suite, SuiteScope scope) => suite.Conditions.Where(c => c.Target.Scope == scope)
        .Select(c => c.Target.Name).OfType<string>()
            .Where(n => n.IndexOfAny(['*', '?']) < 0 && !n.Contains(" x ", StringComparison.Ordinal)).Distinct();

    static MeasureSelection Needed(Suite suite)
    {
        var needed = new List<DriftMeasure>(DriftMeasures.Usual);
        foreach (SuiteCondition condition in suite.Conditions.Where(c => c.Target.Scope == SuiteScope.Column))
            if (DriftMeasures.TryParse(condition.Measure, out DriftMeasure measure)) needed.Add(measure);
        return MeasureSelection.Of(needed);
    }

    void Write(OutputFile? file, CheckFormat format, SuiteResult result, bool strict, Language language)
    {
        int width = file is null ? run.Terminal.Width : Terminal.PipedWidth;
        run.Write(file, stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            switch (format)
            {
                case CheckFormat.Text:
                    new TextRenderer(writer, width, file is null && run.Colours).Write(CheckLines.Of(result, strict, language));
                    break;
                case CheckFormat.Json:
                    CheckJson.Write(result, strict, stream);
                    break;
                case CheckFormat.JUnit:
                    JUnitXml.Write(result, strict, run.Elapsed, run.Terminal.Time.GetUtcNow(), stream);
                    break;
            }
        });
        if (file is not null) run.Conclude(CheckLines.Sentence(result, strict, language), language);
    }
}
