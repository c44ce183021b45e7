using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Reads;

/// <summary>From a verdict to its rows: those of the window, and of them those that made the breach.</summary>
sealed class VerdictRows(ICatalog catalog)
{
    const int MostTold = 10;

    /// <summary>A query narrowed to the rows of an evaluation.</summary>
    /// <param name="model">The model.</param>
    /// <param name="query">What else is asked.</param>
    /// <param name="evaluation">Number of the evaluation.</param>
    /// <param name="subject">Which part; null: every row of the window.</param>
    /// <param name="measure">Which part, where several have the subject.</param>
    public (EventQuery Query, EventSelection Selection) Select(ModelDefinition model, EventQuery query, long evaluation, string? subject,
        string? measure)
    {
        var found = catalog.FindEvaluation(evaluation) is { } known && known.Model == model.Number ? known
            : throw ProblemException.NotFound("evaluation", evaluation.ToString(CultureInfo.InvariantCulture),
                $"The model '{model.Name}' has no evaluation {evaluation}; GET /api/v1/models/{model.Name}/evaluations lists them.");
        if (query.From is not null || query.To is not null)
            throw ProblemException.InvalidQuery("from", null, "not together with evaluation",
                "An evaluation has its window: leave 'from' and 'to' out.");
        var monitor = catalog.FindMonitor(found.Monitor);
        query = query with
        {
            From = found.Window.Start,
            To = found.Window.End,
            Version = query.Version ?? monitor?.Version,
            Environment = query.Environment ?? monitor?.Environment,
        };
        var (rows, reason) = subject is null ? (query, "Every row of the window.")
            : OfPart(model, query, found, monitor, PartOf(found, subject, measure));
        return (rows, new EventSelection(evaluation, subject, found.Window.Start, found.Window.End, reason, Text(rows)));
    }

    static EvaluationPart PartOf(Evaluation evaluation, string subject, string? measure)
    {
        var parts = evaluation.Parts.Where(p => p.Subject == subject && (measure is null || p.Measure == measure)).ToList();
        if (parts.Count > 0) return parts.MaxBy(p => p.Status is EvaluationStatus.Critical or EvaluationStatus.Warning)!;
        string[] subjects = [.. evaluation.Parts.Select(p => p.Subject).Distinct().Order(StringComparer.Ordinal)];
        string told = string.Join(", ", subjects.Take(MostTold).Select(ProblemException.Shorten))
            + (subjects.Length > MostTold ? ", ..." : "");
        throw ProblemException.InvalidQuery("subject", subject, told,
            $"The evaluation {evaluation.Number} has no part '{ProblemException.Shorten(subject)}'; it has {told}.");
    }

    (EventQuery Rows, string Reason) OfPart(ModelDefinition model, EventQuery query, Evaluation evaluation, MonitorDefinition? monitor,
        EvaluationPart part)
    {
        var (column, value) = Subject(part.Subject, model, monitor?.Segment);
        string whose = "of the window";
        if (value is not null)
        {
            query = query with { Where = [.. query.Where, new(monitor!.Segment!, value)] };
            whose = $"of the window where {monitor.Segment} is {value}";
        }
        if (column is null) return (query, $"Every row {whose}.");
        if (IsOfMissing(part))
            return (query with { Where = [.. query.Where, new(column.Name, null)] }, $"Rows {whose} without a value of {column.Name}.");
        if (Baseline(evaluation, part) is not var (now, before)) return (query, $"Every row {whose}.");
        return MovedCell.Of(now.Find(column.Name), before.Find(column.Name)) is { } moved
            ? (moved.Narrow(query, column.Name), $"Rows {whose} in the cell of {column.Name} whose share grew most: {moved.Text}.")
            : (query, $"Every row {whose}.");
    }

    // "age", "age (region = north)", "region = north", or a measure of the whole window.
    static (ColumnDefinition? Column, string? Value) Subject(string subject, ModelDefinition model, string? segment)
    {
        var schema = model.Schema.Columns;
        if (schema.Find(subject) is { } whole) return (whole, null);
        if (segment is null) return (null, null);
        string prefix = segment + " = ";
        if (subject.StartsWith(prefix, StringComparison.Ordinal)) return (null, subject[prefix.Length..]);
        int at = subject.IndexOf($" ({prefix}", StringComparison.Ordinal);
        if (at < 0 || !subject.EndsWith(')')) return (null, null);
        return (schema.Find(subject[..at]), subject[(at + prefix.Length + 2)..^1]);
    }

    static bool IsOfMissing(EvaluationPart part) => part.Measure.Contains("missing", StringComparison.Ordinal)
        || part.Reasons.Any(r => r.Key is "drift.missing_moved" or "drift.all_missing");

    // Only a part that was compared with a frozen baseline has cells that moved.
    (DatasetProfile Now, DatasetProfile Before)? Baseline(Evaluation evaluation, EvaluationPart part)
    {
        if (part.Measure.StartsWith("check.", StringComparison.Ordinal)
            || catalog.EvaluatedProfile(evaluation.Number) is not { Length: > 0 } kept
            || catalog.FindBaseline(evaluation.Model, evaluation.BaselineFingerprint) is not { } baseline) return null;
        return (ProfileBytes.Read(kept, "window"), baseline.Profile);
    }

    static string Text(EventQuery query)
    {
        var values = new List<KeyValuePair<string, string?>> { new("from", Moment(query.From)), new("to", Moment(query.To)) };
        if (query.Version is { } version) values.Add(new("version", version));
        if (query.Environment is { } environment) values.Add(new("environment", environment));
        values.AddRange(query.Where.Select(w => new KeyValuePair<string, string?>("where", $"{w.Key}={w.Value}")));
        values.AddRange(query.Between.Select(b => new KeyValuePair<string, string?>("between", $"{b.Column}={End(b.Low)}..{End(b.High)}")));
        return QueryHelpers.AddQueryString("", values);
    }

    static string Moment(DateTimeOffset? moment) => $"{moment:yyyy-MM-dd'T'HH:mm:ss'Z'}";

    static string End(double end) => double.IsInfinity(end) ? "" : end.ToString("R", CultureInfo.InvariantCulture);
}
