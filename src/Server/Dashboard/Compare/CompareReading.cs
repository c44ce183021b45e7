using Microsoft.AspNetCore.Http;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Server.Dashboard.Explore;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Compare;

/// <summary>An address as two sides. What is impossible in it is told; nothing is guessed in its place.</summary>
sealed class CompareReading(IQueryCollection query, ModelDefinition? model, Viewer viewer)
{
    readonly AddressReading _read = new(query, viewer);

    public IReadOnlyList<Message> Problems => _read.Problems;

    public CompareQuery Read() => new()
    {
        Model = model?.Name,
        Left = Side("left"),
        Right = Side("right"),
        Run = query["run"] == "yes",
        Versions = query["versions"] == "yes",
    };

    /// <summary>True when a side is asked for; else the page chooses.</summary>
    public bool HasSides => query.Keys.Any(k => k.StartsWith("left_", StringComparison.Ordinal)
        || k.StartsWith("right_", StringComparison.Ordinal));

    CompareSide Side(string name)
    {
        if (_read.Text($"{name}_baseline") is { } baseline) return new CompareSide { Baseline = baseline };
        var (segment, rest) = (Segment($"{name}_segment"), Segment($"{name}_rest"));
        if (segment is not null && rest is not null) _read.Add(Message.Of("compare.segment_and_rest"));
        var side = new CompareSide
        {
            From = _read.Time($"{name}_from"),
            To = _read.Time($"{name}_to"),
            Version = _read.Text($"{name}_version"),
            Environment = _read.Text($"{name}_environment"),
            Segment = segment ?? rest,
            IsRest = segment is null && rest is not null,
        };
        _read.RequireOrder(side.From, side.To);
        return side;
    }

    KeyValuePair<string, string>? Segment(string name)
    {
        if (_read.Text(name) is not { } text) return null;
        // A column may have an equals sign in its name: the longest beginning that is a column counts.
        for (int at = text.LastIndexOf('='); at > 0; at = text.LastIndexOf('=', at - 1))
            if (at + 1 < text.Length && model?.Schema.Columns.Find(text[..at]) is not null) return new(text[..at], text[(at + 1)..]);
        _read.Add(Message.Of("compare.bad_segment", ("value", AddressReading.Told(text))));
        return null;
    }
}
