using System.Collections.Immutable;
using Plumbline.Engine.Storage;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Logs;

/// <summary>The lines of a request until they are written: recognises levels and numbers.</summary>
sealed class LineCollector(MetricLines metrics)
{
    readonly List<(LogLine Line, ImmutableArray<LinePoint> Points)> _lines = [];
    long _bytes;

    public int Count => _lines.Count;

    public bool IsFull => _lines.Count >= IngestLimits.BatchRows || _bytes >= IngestLimits.BatchBytes;

    public void Add(LogLine line, int bytes)
    {
        LineNumbers numbers = metrics.Read(line.Message, line.Time);
        _bytes += bytes;
        _lines.Add((line with
        {
            Level = line.Level == LineLevel.None ? LevelWords.Of(line.Message) : line.Level,
            Metric = numbers.Metric,
            MetricNames = numbers.Names,
            MetricReason = numbers.Reason,
            MetricDetail = numbers.Detail,
        }, numbers.Points));
    }

    /// <summary>Takes the lines out, but for the first ones, which are kept since an earlier attempt.</summary>
    public (IReadOnlyList<LogLine> Lines, IReadOnlyList<LinePoint> Points) Take(int skipped)
    {
        var left = _lines.Skip(skipped).ToArray();
        _lines.Clear();
        _bytes = 0;
        return ([.. left.Select(l => l.Line)], [.. left.SelectMany(l => l.Points)]);
    }
}
