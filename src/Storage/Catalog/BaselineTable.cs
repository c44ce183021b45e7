using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>Baselines, present and replaced. The present ones of the models asked for last are in memory.</summary>
sealed class BaselineTable(SqliteStore store, CatalogLimits limits)
{
    const int MostCachedModels = 64;
    const string Fields = "SELECT number, model, name, fingerprint, source, created_at, bin_set, profile, quality FROM baselines";

    readonly ConcurrentDictionary<int, ImmutableArray<Baseline>> _current = [];
    long _changes;

    public IReadOnlyList<Baseline> Of(int model)
    {
        if (_current.TryGetValue(model, out var cached)) return cached;
        long changes = Interlocked.Read(ref _changes);
        var rows = store.Read(session => session.Query($"{Fields} WHERE model = $1 AND is_current = 1 ORDER BY name", Row, model));
        ImmutableArray<Baseline> read = [.. rows.Select(r => r.Read(store.Path))];
        if (_current.Count >= MostCachedModels) _current.Clear();
        // What was read before a change may be the state before it.
        if (Interlocked.Read(ref _changes) == changes) _current[model] = read;
        if (Interlocked.Read(ref _changes) != changes) _current.TryRemove(model, out _);
        return read;
    }

    public Baseline? Find(int model, string name) => Of(model).FirstOrDefault(b => b.Name == name);

    public Baseline? Find(int model, ulong fingerprint) =>
        _current.TryGetValue(model, out var cached) && cached.FirstOrDefault(b => b.Fingerprint == fingerprint) is { } present ? present
            : store.Read(session => session.First($"{Fields} WHERE model = $1 AND fingerprint = $2 ORDER BY number DESC LIMIT 1", Row,
                model, (long)fingerprint))?.Read(store.Path);

    public IReadOnlyList<BaselineSegment> Segments(Baseline baseline, string? segment)
    {
        var rows = store.Read(session => session.Query(segment is null ? BaselineSegmentRow.OfBaseline : BaselineSegmentRow.OfSegment,
            BaselineSegmentRow.Row, baseline.Number, segment));
        var bins = BaselineSegmentRow.BinsOf(baseline);
        return [.. rows.Select(r => r.Read(store.Path, baseline.Number, bins))];
    }

    public Baseline Add(Baseline baseline)
    {
        var row = BaselineRow.Of(baseline);
        Columns.RequireLength(row.Quality, limits.TextLength, $"The quality of the baseline '{baseline.Name}'");
        BaselineSegmentRow[] segments = [.. baseline.Segments.Select(s => BaselineSegmentRow.Of(baseline, s))];
        return store.Write(session =>
        {
            RequireRoom(session, baseline);
            session.Execute("UPDATE baselines SET is_current = 0 WHERE model = $1 AND name = $2 AND is_current = 1", row.Model, row.Name);
            session.Execute("""
                INSERT INTO baselines (model, name, is_current, fingerprint, source, created_at, bin_set, profile, quality)
                VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8)
                """, row.Model, row.Name, row.Fingerprint, row.Source, row.CreatedAt, row.Bins, row.Profile, row.Quality);
            long number = session.LastRowId;
            foreach (var segment in segments)
                session.Execute("""
                    INSERT INTO baseline_segments (baseline, segment, value, profile, quality) VALUES ($1, $2, $3, $4, $5)
                    """, number, segment.Segment, segment.Value, segment.Profile, segment.Quality);
            DropUnused(session, baseline.Model);
            return baseline with { Number = number };
        }, added => Forget(added.Model));
    }

    /// <summary>What evaluations used stays, by its fingerprint.</summary>
    public bool Delete(int model, string name) => store.Write(session =>
    {
        int deleted = session.Execute("UPDATE baselines SET is_current = 0 WHERE model = $1 AND name = $2 AND is_current = 1", model, name);
        if (deleted > 0) DropUnused(session, model);
        return deleted > 0;
    }, _ => Forget(model));

    /// <summary>The baselines of a model have changed.</summary>
    public void Forget(int model)
    {
        Interlocked.Increment(ref _changes);
        _current.TryRemove(model, out _);
    }

    internal static BaselineRow Row(SqliteDataReader row) => new(row.GetInt64(0), row.GetInt32(1), row.GetString(2), row.GetInt64(3),
        row.GetString(4), row.GetInt64(5), (byte[])row.GetValue(6), (byte[])row.GetValue(7), Columns.TextOrNull(row, 8));

    /// <summary>Reads every baseline and says which cannot be.</summary>
    internal static IEnumerable<string> Check(SqliteSession session)
    {
        foreach (long number in session.Query("SELECT number FROM baselines", static r => r.GetInt64(0)))
        {
            string? problem = null;
            try
            {
                if (session.First($"{Fields} WHERE number = $1", Row, number)?.Read("the catalog") is not { } baseline) continue;
                var bins = BaselineSegmentRow.BinsOf(baseline);
                foreach (var part in session.Query(BaselineSegmentRow.OfBaseline, BaselineSegmentRow.Row, number))
                    part.Read("the catalog", number, bins);
            }
            catch (StorageException found)
            {
                problem = found.Message;
            }
            if (problem is not null) yield return problem;
        }
    }

    void RequireRoom(SqliteSession session, Baseline baseline)
    {
        if (session.Number("SELECT count(*) FROM models WHERE number = $1", baseline.Model) == 0)
            throw new StorageException(StorageFailure.Conflict, $"There is no model {baseline.Model} any more.");
        long others = session.Number("SELECT count(*) FROM baselines WHERE model = $1 AND is_current = 1 AND name <> $2", baseline.Model,
            baseline.Name);
        if (others >= limits.BaselinesPerModel)
            throw new StorageException(StorageFailure.Limit,
                $"The model has {others} baselines; at most {limits.BaselinesPerModel} are kept. "
                + "Give it the name of one that is no longer needed.");
    }

    // A replaced baseline is kept for the evaluations that used it; some more, for those that are being computed.
    void DropUnused(SqliteSession session, int model) => session.Execute("""
        DELETE FROM baselines WHERE number IN (
            SELECT b.number FROM baselines b WHERE b.model = $1 AND b.is_current = 0
                AND NOT EXISTS (SELECT 1 FROM evaluations e WHERE e.model = b.model AND e.baseline = b.fingerprint)
            ORDER BY b.number DESC LIMIT -1 OFFSET $2)
        """, model, limits.ReplacedBaselinesPerModel);
}

/// <summary>A baseline as its row holds it.</summary>
sealed record BaselineRow(long Number, int Model, string Name, long Fingerprint, string Source, long CreatedAt, byte[] Bins, byte[] Profile,
    string? Quality)
{
    public static BaselineRow Of(Baseline baseline) => new(baseline.Number, baseline.Model, baseline.Name, (long)baseline.Fingerprint,
        baseline.Source, Micros.Of(baseline.CreatedAt), ProfileBins.Of(baseline.Profile).ToBytes(),
        ProfileBinary.Write(baseline.Profile),
        baseline.Quality is null ? null : CatalogJson.Write(baseline.Quality, CatalogJsonContext.Default.QualityReport));

    public Baseline Read(string path) => Columns.Content(path, "baselines", Number, () => new Baseline
    {
        Number = Number,
        Model = Model,
        Name = Name,
        Source = Source,
        Profile = ProfileBinary.Read(Profile, ProfileBins.FromBytes(Bins)),
        Quality = Quality is null ? null : CatalogJson.Read(Quality, CatalogJsonContext.Default.QualityReport),
        CreatedAt = Micros.Moment(CreatedAt),
        Fingerprint = (ulong)Fingerprint,
    });
}
