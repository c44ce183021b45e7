using System.Collections.Immutable;
using Plumbline.Cli.Inputs;
using Plumbline.Cli.Output;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Rendering.Markdown;
using Plumbline.Cli.Rendering.Sections;
using Plumbline.Cli.Rendering.Text;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Views;

namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline report</c>.</summary>
sealed class ReportCommand(CommandRun run)
{
    static readonly ImmutableArray<string> s_usualColumns = ["psi", "kolmogorov_smirnov"];

    const int MostMeasureColumns = 6;

    public int Run()
    {
        Language language = AnalysisSettings.Language(run.Settings);
        ReportFormat format = OutputFormats.Report(run.Settings);
        var comparison = Comparison.Settle(run.Settings);
        ReportOptions options = AnalysisSettings.Read(run.Settings);
        ImmutableArray<string> measures = [.. AnalysisSettings.NamedMeasures(run.Settings).Take(MostMeasureColumns)];
        run.Settings.ThrowIfWrong();
        OutputFile? file = run.PrepareOutput(comparison.InputFiles);

        Report report = comparison.Build(run, options);
        TextWriter? shown = file is null ? run.Terminal.Out : null;
        bool colours = shown is not null && run.Colours;
        int width = shown is not null ? run.Terminal.Width : Terminal.PipedWidth;
        run.Write(file, stream =>
        {
            if (format == ReportFormat.Json)
            {
                ReportJson.Write(report, stream);
                return;
            }
            using var writer = new StreamWriter(stream, leaveOpen: true);
            WriteWords(report, format, language, measures.IsEmpty ? s_usualColumns : measures,
                new TextRenderer(writer, width, colours), writer);
        });
        if (file is not null) run.Conclude(HeadlineSection.Sentence(report, new Words(language)), language);
        return CommandDispatch.Done;
    }

    void WriteWords(Report report, ReportFormat format, Language language, ImmutableArray<string> measures, TextRenderer text,
        TextWriter writer)
    {
        switch (format)
        {
            case ReportFormat.Html:
                var provenance = new ReportProvenance(run.Line, run.Terminal.Time.GetLocalNow(), Program.Version, run.Elapsed, language);
                ReportPage.RenderAsync(report, provenance, writer, run.CancellationToken).GetAwaiter().GetResult();
                break;
            case ReportFormat.Markdown:
                new MarkdownRenderer(writer).Write(ReportLines.Of(report, language, measures));
                break;
            case ReportFormat.Text:
                text.Write(ReportLines.Of(report, language, measures));
                break;
            case ReportFormat.Json:
                break;
        }
    }
}
