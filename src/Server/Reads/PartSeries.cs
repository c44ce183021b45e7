using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Monitors;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Reads;

/// <summary>A line of what a monitor found in its windows, with what it compared with and what it said. Of several windows in a step the
/// worst is
/// told, of equally bad ones the last.</summary>
sealed class PartSeries(IMonitorCatalog catalog, LiveCells cells, LogTimes times)
{
    const int MostTold = 10;

    public SeriesView Read(SeriesRequest request)
    {
        if (request.Version is not null || request.Segment is not null)
            throw ProblemException.InvalidQuery("monitor", request.Monitor, "without version and segment",
                "A monitor chooses its version and its segments itself; leave 'version' and 'segment' out. Segment values are subjects: "
                    + "'column=age (region = north)'.");
        long seq = cells.AppliedSeq;
        var monitor = MonitorOf(request);
        string subject = request.Column ?? OnlySubject(request, monitor);
        var found = catalog.Parts(new PartQuery
        {
            Monitor = monitor.Number,
            Measure = request.Measure,
            Subject = subject,
            From = request.From,
            To = request.To,
        });
        var steps = request.Steps;
        var points = new List<SeriesPoint>();
        ulong? before = null;
        foreach (var group in found.GroupBy(p => steps.StartOf(p.Window.Start)))
        {
            var worst = group.MaxBy(p => (Badness(p.Part.Status), p.Window.Start))!;
            points.Add(Point(worst, before));
            before = worst.Baseline;
        }
        return request.Answer(points, found.Count, seq, times.Of(seq)) with { Monitor = monitor.Name, Column = subject };
    }

    static SeriesPoint Point(EvaluatedPart found, ulong? before) => new()
    {
        Start = found.Window.Start,
        End = found.Window.End,
        Value = EvaluationViews.Finite(found.Part.Value),
        Low = EvaluationViews.Finite(found.Part.Low),
        High = EvaluationViews.Finite(found.Part.High),
        N = found.Part.N,
        IsBorder = before is { } other && other != found.Baseline,
        Expected = EvaluationViews.Finite(found.Part.Expected),
        Threshold = EvaluationViews.Finite(found.Part.Threshold),
        Status = Words.Of(found.Part.Status),
        Evaluation = found.Evaluation,
    };

    static int Badness(EvaluationStatus status) => status switch
    {
        EvaluationStatus.Critical => 4,
        EvaluationStatus.Warning => 3,
        EvaluationStatus.Failed => 2,
        EvaluationStatus.Ok => 1,
        EvaluationStatus.InsufficientData => 0,
    };

    MonitorDefinition MonitorOf(SeriesRequest request)
    {
        var all = catalog.Monitors(request.Model.Number);
        if (request.Monitor is { } name)
            return all.FirstOrDefault(m => m.Name == name)
                ?? throw ProblemException.NotFound("monitor", name,
                    $"The model '{request.Model.Name}' has no monitor '{ProblemException.Shorten(name)}'.");
        var able = all.Where(m => m.Measure == request.Measure || NamesOf(m, request).Any(n => n.Measure == request.Measure)).ToList();
        return able switch
        {
            [var only] => only,
            [] => throw ProblemException.InvalidQuery("measure", request.Measure,
                $"{string.Join(", ", CellMeasures.Names)}, or a measure of a monitor",
                $"No monitor of the model '{request.Model.Name}' finds '{ProblemException.Shorten(request.Measure)}', and it is none of "
                + $"{string.Join(", ", CellMeasures.Names)}."),
            _ => throw ProblemException.Invalid("monitor", null, Names(able.Select(m => m.Name)),
                $"{able.Count} monitors find '{ProblemException.Shorten(request.Measure)}': say with 'monitor' which: "
                    + $"{Names(able.Select(m => m.Name))}."),
        };
    }

    string OnlySubject(SeriesRequest request, MonitorDefinition monitor)
    {
        var subjects = NamesOf(monitor, request).Where(n => n.Measure == request.Measure).Select(n => n.Subject).ToList();
        // What is said of a window without rows goes by the name of the measure.
        if (subjects.Count > 1) subjects.Remove(request.Measure);
        return subjects switch
        {
            [var only] => only,
            [] => request.Measure,
            _ => throw ProblemException.Invalid("column", null, Names(subjects),
                $"The monitor '{monitor.Name}' finds '{ProblemException.Shorten(request.Measure)}' of {subjects.Count} subjects: say with "
                    + $"'column' which: {Names(subjects)}."),
        };
    }

    IReadOnlyList<PartName> NamesOf(MonitorDefinition monitor, SeriesRequest request) =>
        catalog.PartNames(monitor.Number, request.From, request.To);

    static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names.Order(StringComparer.Ordinal)];
        string told = string.Join(", ", all.Take(MostTold).Select(ProblemException.Shorten));
        return all.Length <= MostTold ? told : $"{told} and {all.Length - MostTold} more";
    }
}
