using Microsoft.Data.Sqlite;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.LogLines;

/// <summary>Finds lines. What is asked for stands in parameters; the text of a statement is made of our own pieces only.</summary>
static class LineReading
{
    const string Fields =
        "number, time, level, stream, metric, message, source, version, event_id, fields, metric_names, metric_reason, metric_detail";

    internal static LinePage Page(SqliteSession session, LineQuery query, LinePlace? before, int limit)
    {
        var asked = new Asked(query);
        if (before is { } place) asked.Before(Micros.Of(place.Time), place.Number);
        string sql = $"SELECT {Fields} FROM lines {asked.Where} ORDER BY time DESC, number DESC LIMIT {asked.Add(limit + 1)}";
        List<LogLine> lines = session.Query(sql, Line, asked.Values);
        if (lines.Count <= limit) return new LinePage([.. lines], null);
        LogLine last = lines[limit - 1];
        return new LinePage([.. lines.Take(limit)], new LinePlace(last.Time, last.Number));
    }

    internal static List<LineCount> Count(SqliteSession session, LineQuery query, DateTimeOffset from, TimeSpan step)
    {
        var asked = new Asked(query);
        string start = asked.Add(Micros.Of(from)), length = asked.Add(Math.Max(1, Micros.Of(step)));
        string sql = $"SELECT (time - {start}) / {length}, level, count(*) FROM lines {asked.Where} GROUP BY 1, 2 ORDER BY 1, 2";
        return session.Query(sql, r => new LineCount(from + (r.GetInt64(0) * step), (LineLevel)r.GetInt32(1), r.GetInt64(2)), asked.Values);
    }

    static LogLine Line(SqliteDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Time = Micros.Moment(row.GetInt64(1)),
        Level = (LineLevel)row.GetInt32(2),
        Stream = (LineStream)row.GetInt32(3),
        Metric = (LineMetric)row.GetInt32(4),
        Message = row.GetString(5),
        Source = Text(row, 6),
        Version = Text(row, 7),
        EventId = Text(row, 8),
        Fields = Text(row, 9),
        MetricNames = Text(row, 10),
        MetricReason = Text(row, 11),
        MetricDetail = Text(row, 12),
    };

    static string? Text(SqliteDataReader row, int place) => row.IsDBNull(place) ? null : row.GetString(place);

    /// <summary>Conditions with their values.</summary>
    sealed class Asked
    {
        readonly List<object?> _values = [];
        readonly List<string> _conditions = [];

        public Asked(LineQuery query)
        {
            If($"model = {Add(query.Model)}");
            if (query.From is { } from) If($"time >= {Add(Micros.Of(from))}");
            if (query.To is { } to) If($"time < {Add(Micros.Of(to))}");
            if (!query.Levels.IsDefaultOrEmpty) If($"(1 << level) & {Add(query.Levels.Aggregate(0, (bits, l) => bits | (1 << (int)l)))}");
            if (query.Stream is { } stream) If($"stream = {Add((int)stream)}");
            if (query.EventId is { } id) If($"event_id = {Add(id)}");
            if (query.Metric is { } metric) If($"metric = {Add((int)metric)}");
            if (query.Text is { } text) Contains(query.Model, SearchText.Pieces(text));
        }

        public string Where => "WHERE " + string.Join(" AND ", _conditions);

        public ReadOnlySpan<object?> Values => _values.ToArray();

        public void Before(long time, long number) => If($"(time, number) < ({Add(time)}, {Add(number)})");

        /// <summary>A value; its name in the statement.</summary>
        public string Add(object? value)
        {
            _values.Add(value);
            return "$" + _values.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        // The index finds lines with the words in any spelling of what stands between them; the line itself decides.
        void Contains(int model, string[] pieces)
        {
            if (SearchText.Query(model, pieces) is { } words) If($"number IN (SELECT rowid FROM words WHERE words MATCH {Add(words)})");
            foreach (string piece in pieces.Where(SearchText.HasSigns)) If($"instr(lower(message), lower({Add(piece)})) > 0");
        }

        void If(string condition) => _conditions.Add(condition);
    }
}
