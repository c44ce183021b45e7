using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>What judging must still know after a restart: truths that a paused monitor has not looked at, and stretches of time that were
/// loaded as history.</summary>
sealed class PendingTable(SqliteStore store)
{
    public IReadOnlyDictionary<long, DateTimeOffset> UnseenTruths(int model) => store.Read(session => session.Query(
        "SELECT u.monitor, u.since FROM unseen_truths u JOIN monitors m ON m.number = u.monitor WHERE m.model = $1",
        static r => KeyValuePair.Create(r.GetInt64(0), Micros.Moment(r.GetInt64(1))), model)).ToDictionary();

    /// <summary>Of a monitor that is gone nothing is noted.</summary>
    public void NoteUnseenTruths(IReadOnlyList<long> monitors, DateTimeOffset since) =>
        store.Write(session => monitors.Sum(m => session.Execute("""
        INSERT INTO unseen_truths (monitor, since) SELECT number, $2 FROM monitors WHERE number = $1
        ON CONFLICT (monitor) DO UPDATE SET since = min(since, excluded.since)
        """, m, Micros.Of(since))));

    public void ForgetUnseenTruths(long monitor) =>
        store.Write(session => session.Execute("DELETE FROM unseen_truths WHERE monitor = $1", monitor));

    public IReadOnlyList<Backfill> Backfills() =>
        store.Read(session => session.Query("SELECT model, first, last, at FROM backfills ORDER BY number",
        static r => new Backfill(r.GetInt32(0), Micros.Moment(r.GetInt64(1)), Micros.Moment(r.GetInt64(2)), Micros.Moment(r.GetInt64(3)))));

    /// <summary>Of a model that is gone nothing is kept.</summary>
    public void KeepBackfills(int model, IReadOnlyList<Backfill> all) => store.Write(session =>
    {
        session.Execute("DELETE FROM backfills WHERE model = $1", model);
        return all.Sum(b => session.Execute("INSERT INTO backfills (model, first, last, at) SELECT number, $2, $3, $4 FROM models WHERE number = $1",
            model, Micros.Of(b.First), Micros.Of(b.Last), Micros.Of(b.At)));
    });
}
