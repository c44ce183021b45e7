using Plumbline.DuckDb;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Events;

/// <summary>Counts what is stored of a model.</summary>
static class EventCounting
{
    internal static EventCounts Of(DuckDbConnection connection, StoreContents contents, int model, CancellationToken cancellationToken)
    {
        long?[] truths = new SqlText()
            .Add($"SELECT count(*), count(*) FILTER (seq > {contents.JoinedSeq}), (SELECT count(*) FROM waiting WHERE model = {model}) ")
            .Add($"FROM truths WHERE model = {model}").Row(connection, 3, cancellationToken);
        long?[] events = contents.Tables.TryGetValue(model, out EventTable? table)
            ? new SqlText().Add($"SELECT count(*), min(time), max(time) FROM {(SqlName)table.Name}").Row(connection, 3, cancellationToken)
            : [0, null, null];
        // A truth that was not looked for yet waits too.
        return new EventCounts(events[0] ?? 0, truths[0] ?? 0, (truths[1] ?? 0) + (truths[2] ?? 0), Moment(events[1]), Moment(events[2]));
    }

    /// <summary>Models of which anything is stored.</summary>
    internal static HashSet<int> Models(DuckDbConnection connection, StoreContents contents, CancellationToken cancellationToken)
    {
        HashSet<int> models = [.. contents.Tables.Keys];
        new SqlText().Add("SELECT DISTINCT model FROM truths UNION SELECT DISTINCT model FROM waiting ")
            .Add("UNION SELECT DISTINCT model FROM metrics").Read(connection, chunk =>
            {
                foreach (int model in chunk[0].Values<int>()) models.Add(model);
            }, cancellationToken);
        return models;
    }

    static DateTimeOffset? Moment(long? time) => time is { } known ? Moments.Moment(known) : null;
}
