using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>Parts of the newest evaluation of each window, a row each in the order of their windows: a line over time reads nothing
/// else.</summary>
sealed class PartTable(SqliteStore store)
{
    const int MostRows = 10_000;

    /// <summary>The newest so many, oldest first.</summary>
    public IReadOnlyList<EvaluatedPart> Find(PartQuery query)
    {
        var found = store.Read(session => session.Query("""
            SELECT p.evaluation, p.window_start, p.window_end, p.baseline, p.status, p.value, p.low, p.high, p.n, p.expected, p.threshold
            FROM part_names n JOIN evaluated_parts p ON p.name = n.number
            WHERE n.monitor = $1 AND n.measure = $2 AND n.subject = $3 AND p.window_end > $4 AND p.window_start < $5
            ORDER BY p.window_start DESC, p.evaluation DESC LIMIT $6
            """, row => Part(row, query), query.Monitor, query.Measure, query.Subject, Micros.Of(query.From), Micros.Of(query.To),
            Math.Clamp(query.Limit, 0, MostRows)));
        found.Reverse();
        return found;
    }

    /// <summary>Measures and subjects with a part in a stretch of time; without any, those there ever were.</summary>
    public IReadOnlyList<PartName> Names(long monitor, DateTimeOffset from, DateTimeOffset to) => store.Read(session =>
    {
        var all = session.Query("SELECT measure, subject, number FROM part_names WHERE monitor = $1",
            static r => (Name: new PartName(r.GetString(0), r.GetString(1)), Number: r.GetInt64(2)), monitor);
        var within = all.Where(n => session.Number("""
            SELECT EXISTS (SELECT 1 FROM evaluated_parts WHERE name = $1 AND window_start < $3 AND window_end > $2)
            """, n.Number, Micros.Of(from), Micros.Of(to)) > 0).ToList();
        return (within.Count > 0 ? within : all).ConvertAll(n => n.Name);
    });

    /// <summary>Keeps the parts of an evaluation that has become the newest of its window.</summary>
    /// <param name="session">In a transaction.</param>
    /// <param name="number">Of the evaluation.</param>
    /// <param name="evaluation">With its parts.</param>
    /// <param name="names">Numbers of names met in this transaction; added to.</param>
    public static void Add(SqliteSession session, long number, Evaluation evaluation, Dictionary<(long, PartName), long> names)
    {
        var (start, end) = (Micros.Of(evaluation.Window.Start), Micros.Of(evaluation.Window.End));
        foreach (var part in evaluation.Parts)
            // Of two parts by one name the first is told, as it is in the evaluation.
            session.Execute("""
                INSERT OR IGNORE INTO evaluated_parts
                    (name, window_start, evaluation, window_end, baseline, status, value, low, high, n, expected, threshold)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
                """, NameOf(session, evaluation.Monitor, new PartName(part.Measure, part.Subject), names), start, number, end,
                (long)evaluation.BaselineFingerprint, Code(part.Status), Known(part.Value), Known(part.Low), Known(part.High), part.N,
                Known(part.Expected), Known(part.Threshold));
    }

    /// <summary>Drops the parts of the evaluation that was the newest of a window until now.</summary>
    public static void Supersede(SqliteSession session, long monitor, long start, long end) => session.Execute("""
        DELETE FROM evaluated_parts WHERE evaluation IN (
            SELECT number FROM evaluations WHERE monitor = $1 AND window_start = $2 AND window_end = $3 AND is_newest = 1)
        """, monitor, start, end);

    static long NameOf(SqliteSession session, long monitor, PartName name, Dictionary<(long, PartName), long> names)
    {
        if (names.TryGetValue((monitor, name), out long met)) return met;
        long? known = session.First("SELECT number FROM part_names WHERE monitor = $1 AND measure = $2 AND subject = $3",
            static r => (long?)r.GetInt64(0), monitor, name.Measure, name.Subject);
        if (known is null)
            session.Execute("INSERT INTO part_names (monitor, measure, subject) VALUES ($1, $2, $3)", monitor, name.Measure, name.Subject);
        return names[(monitor, name)] = known ?? session.LastRowId;
    }

    static EvaluatedPart Part(SqliteDataReader row, PartQuery query)
    {
        var window = new Window(Micros.Moment(row.GetInt64(1)), Micros.Moment(row.GetInt64(2)));
        return new EvaluatedPart(row.GetInt64(0), window, (ulong)row.GetInt64(3), new EvaluationPart
        {
            Subject = query.Subject,
            Measure = query.Measure,
            Status = Status(row.GetInt64(4)),
            Value = NumberOrNull(row, 5) ?? double.NaN,
            Low = NumberOrNull(row, 6),
            High = NumberOrNull(row, 7),
            N = row.GetInt64(8),
            Expected = NumberOrNull(row, 9),
            Threshold = NumberOrNull(row, 10),
        });
    }

    static double? Known(double? value) => value is { } known && !double.IsNaN(known) ? known : null;

    static double? NumberOrNull(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    static long Code(EvaluationStatus status) => status switch
    {
        EvaluationStatus.Ok => 0,
        EvaluationStatus.Warning => 1,
        EvaluationStatus.Critical => 2,
        EvaluationStatus.InsufficientData => 3,
        EvaluationStatus.Failed => 4,
    };

    static EvaluationStatus Status(long code) => code switch
    {
        0 => EvaluationStatus.Ok,
        1 => EvaluationStatus.Warning,
        2 => EvaluationStatus.Critical,
        3 => EvaluationStatus.InsufficientData,
        4 => EvaluationStatus.Failed,
        _ => throw new UnreachableException($"{code} is no status"),
    };
}
