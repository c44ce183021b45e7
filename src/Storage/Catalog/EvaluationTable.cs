using System.Security.Cryptography;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>Evaluations: the newest of each monitor and window counts, earlier ones are history.</summary>
sealed class EvaluationTable(SqliteStore store, CatalogLimits limits)
{
    public IReadOnlyList<Evaluation> Record(IReadOnlyList<JudgedWindow> judged)
    {
        // Monitors of one window share its profile; nobody waits for the file while it is packed.
        var profiles = new Dictionary<byte[], EvaluatedProfile>(ReferenceEqualityComparer.Instance);
        foreach (var (bytes, profile) in judged.Select(j => j.Profile).ToHashSet<byte[]>(ReferenceEqualityComparer.Instance).AsParallel()
            .Select(p => (p, new EvaluatedProfile(SHA256.HashData(p), PackedBytes.Of(p)))).ToList()) profiles[bytes] = profile;
        var bodies = judged.AsParallel().AsOrdered()
            .Select(j => CatalogJson.Write(j.Evaluation with { Number = 0 }, CatalogJsonContext.Default.Evaluation)).ToList();
        return store.Write<IReadOnlyList<Evaluation>>(session =>
        {
            var names = new Dictionary<(long, PartName), long>();
            return [.. judged.Zip(bodies, (j, body) => Record(session, j, profiles[j.Profile], body, names))];
        });
    }

    public IReadOnlyList<Evaluation> Find(EvaluationQuery query)
    {
        var sql = new Conditions("SELECT e.number, e.body FROM evaluations e WHERE e.is_newest = 1");
        if (query.Model is { } model) sql.And("e.model = ", model);
        if (query.Monitor is { } monitor) sql.And("e.monitor = ", monitor);
        if (query.OnlyBreaches) sql.And("e.is_breach = ", 1);
        if (query.OnlyHistorical) sql.And("e.is_historical = ", 1);
        if (query.From is { } from) sql.And("e.window_end > ", Micros.Of(from));
        if (query.To is { } to) sql.And("e.window_start < ", Micros.Of(to));
        if (query.AfterNumber is { } after) sql.And("e.number > ", after);
        return store.Read(session =>
        {
            if (query.BeforeNumber is { } before) After(session, sql, before);
            return Read(session, sql.Ordered("e.window_start DESC, e.number DESC", query.Limit));
        });
    }

    public IReadOnlyList<Evaluation> History(long monitor, Window window)
    {
        var sql = new Conditions("SELECT e.number, e.body FROM evaluations e WHERE 1 = 1");
        sql.And("e.monitor = ", monitor);
        sql.And("e.window_start = ", Micros.Of(window.Start));
        sql.And("e.window_end = ", Micros.Of(window.End));
        return store.Read(session => Read(session, sql.Ordered("e.number DESC", limits.EarlierEvaluations + 1)));
    }

    public Evaluation? Find(long number)
    {
        var sql = new Conditions("SELECT e.number, e.body FROM evaluations e WHERE 1 = 1");
        sql.And("e.number = ", number);
        return store.Read(session => Read(session, sql.Ordered("e.number", 1))) is [var found] ? found : null;
    }

    public IReadOnlyList<JudgedHistory> History(int model) => store.Read(session => session.Query("""
        SELECT monitor, count(*), sum(is_breach), min(window_start), max(window_end),
            min(CASE WHEN is_breach THEN window_start END), max(CASE WHEN is_breach THEN window_end END)
        FROM evaluations INDEXED BY evaluations_of_history WHERE model = $1 AND is_newest = 1 AND is_historical = 1 GROUP BY monitor
        """, static r => new JudgedHistory(r.GetInt64(0), r.GetInt32(1), r.GetInt32(2), Micros.Moment(r.GetInt64(3)), Micros.Moment(r.GetInt64(4)),
            Columns.MomentOrNull(r, 5), Columns.MomentOrNull(r, 6)), model));

    public void Confirm(IReadOnlyList<(long Evaluation, long Seq)> unchanged) => store.Write(session =>
        unchanged.Sum(u => session.Execute("UPDATE evaluations SET seq = $1 WHERE number = $2 AND seq < $1", u.Seq, u.Evaluation)));

    public IReadOnlyList<EvaluatedWindow> Windows(int model) => store.Read(session => session.Query(
        "SELECT monitor, window_start, window_end, seq FROM evaluations INDEXED BY evaluations_by_seq WHERE model = $1 AND is_newest = 1",
        static r => new EvaluatedWindow(r.GetInt64(0), new Window(Micros.Moment(r.GetInt64(1)), Micros.Moment(r.GetInt64(2))),
            r.GetInt64(3)), model));

    public byte[]? Profile(long evaluation)
    {
        var packed = store.Read(session => session.First("""
            SELECT p.is_compressed, p.bytes FROM evaluations e JOIN evaluated_profiles p ON p.number = e.profile WHERE e.number = $1
            """, static r => new PackedBytes(r.GetBoolean(0), (byte[])r.GetValue(1)), evaluation));
        return packed is null ? null : Columns.Content(store.Path, "evaluated_profiles", evaluation, packed.Unpack);
    }

    /// <summary>The newest window's evaluation of each monitor.</summary>
    public IReadOnlyList<Evaluation> Newest(int limit) => store.Read(session => Read(session, """
        SELECT e.number, e.body FROM monitors m JOIN evaluations e ON e.number =
            (SELECT number FROM evaluations WHERE monitor = m.number AND is_newest = 1 ORDER BY window_start DESC, number DESC LIMIT 1)
        ORDER BY m.number LIMIT $1
        """, limit));

    /// <summary>Removes evaluations of windows that ended before, a few at a time so that nobody waits.</summary>
    public int Drop(DateTimeOffset before, CancellationToken cancellationToken)
    {
        int dropped = 0;
        for (int now = -1; now != 0; dropped += now)
        {
            cancellationToken.ThrowIfCancellationRequested();
            now = store.Write(session => session.Execute("""
                DELETE FROM evaluations WHERE number IN (SELECT number FROM evaluations WHERE window_end < $1 AND at < $1 LIMIT 500)
                """, Micros.Of(before)));
        }
        if (dropped > 0) store.Write(DropUnusedProfiles);
        return dropped;
    }

    internal static int DropUnusedProfiles(SqliteSession session) =>
        session.Execute(
            "DELETE FROM evaluated_profiles WHERE NOT EXISTS (SELECT 1 FROM evaluations WHERE profile = evaluated_profiles.number)");

    Evaluation Record(SqliteSession session, JudgedWindow judged, EvaluatedProfile profile, string body,
        Dictionary<(long, PartName), long> names)
    {
        var evaluation = judged.Evaluation;
        RequireMonitor(session, evaluation);
        Supersede(session, evaluation);
        session.Execute("""
            INSERT INTO evaluations (monitor, model, window_start, window_end, is_newest, is_breach, is_provisional, at, baseline,
                profile, seq, is_historical, body)
            VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12)
            """, evaluation.Monitor, evaluation.Model, Micros.Of(evaluation.Window.Start), Micros.Of(evaluation.Window.End),
            IsBreach(evaluation.Status), evaluation.IsProvisional, Micros.Of(evaluation.At), (long)evaluation.BaselineFingerprint,
            ProfileNumber(session, profile), evaluation.Seq, evaluation.IsHistorical, body);
        var recorded = evaluation with { Number = session.LastRowId };
        PartTable.Add(session, recorded.Number, recorded, names);
        foreach (var alert in judged.Changed) AlertTable.Save(session, alert);
        return recorded;
    }

    static bool IsBreach(EvaluationStatus status) => status is EvaluationStatus.Warning or EvaluationStatus.Critical;

    List<Evaluation> Read(SqliteSession session, Conditions sql) => Read(session, sql.Text, sql.Values);

    List<Evaluation> Read(SqliteSession session, string sql, params object?[] values) =>
        session.Query(sql, r => (Number: r.GetInt64(0), Body: r.GetString(1)), values)
            .ConvertAll(r => Columns.Content(store.Path, "evaluations", r.Number,
                () => CatalogJson.Read(r.Body, CatalogJsonContext.Default.Evaluation) with { Number = r.Number }));

    // A page goes on where the last one ended in the order of windows, which is not the order of numbers: windows are judged again.
    static void After(SqliteSession session, Conditions sql, long number)
    {
        long start = session.First("SELECT window_start FROM evaluations WHERE number = $1", static r => (long?)r.GetInt64(0), number)
            ?? long.MaxValue;
        if (start == long.MaxValue) sql.And("e.number < ", number);
        else sql.AndBefore("e.window_start", start, "e.number", number);
    }

    static void RequireMonitor(SqliteSession session, Evaluation evaluation)
    {
        long found = session.Number("SELECT count(*) FROM monitors WHERE number = $1 AND model = $2", evaluation.Monitor, evaluation.Model);
        if (found == 0)
            throw new StorageException(StorageFailure.Conflict,
                $"There is no monitor {evaluation.Monitor} of model {evaluation.Model} any more.");
    }

    // What was said of an open window is not kept: it decided nothing, and there is a new one every minute.
    void Supersede(SqliteSession session, Evaluation next)
    {
        var (monitor, start, end) = (next.Monitor, Micros.Of(next.Window.Start), Micros.Of(next.Window.End));
        var gone = session.Query("""
            SELECT number, profile FROM (
                SELECT number, profile, row_number() OVER (ORDER BY number DESC) AS place, is_provisional
                FROM evaluations WHERE monitor = $1 AND window_start = $2 AND window_end = $3)
            WHERE is_provisional = 1 OR place > $4
            """, static r => (Number: r.GetInt64(0), Profile: r.GetInt64(1)), monitor, start, end, limits.EarlierEvaluations);
        PartTable.Supersede(session, monitor, start, end);
        session.Execute("""
            UPDATE evaluations SET is_newest = 0 WHERE monitor = $1 AND window_start = $2 AND window_end = $3 AND is_newest = 1
            """, monitor, start, end);
        foreach (var (number, _) in gone) session.Execute("DELETE FROM evaluations WHERE number = $1", number);
        foreach (var (_, profile) in gone)
            session.Execute("""
                DELETE FROM evaluated_profiles WHERE number = $1 AND NOT EXISTS (SELECT 1 FROM evaluations WHERE profile = $1)
                """, profile);
    }

    static long ProfileNumber(SqliteSession session, EvaluatedProfile profile)
    {
        long? known = session.First("SELECT number FROM evaluated_profiles WHERE hash = $1", static r => (long?)r.GetInt64(0),
            profile.Hash);
        if (known is { } number) return number;
        session.Execute("INSERT INTO evaluated_profiles (hash, is_compressed, bytes) VALUES ($1, $2, $3)", profile.Hash,
            profile.Packed.IsCompressed, profile.Packed.Bytes);
        return session.LastRowId;
    }

    sealed record EvaluatedProfile(byte[] Hash, PackedBytes Packed);
}
