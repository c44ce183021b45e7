using System.Collections.Concurrent;
using Plumbline.Engine.Profiles;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Profiles;

/// <summary>The columns and bins that cells refer to, each kept once, by the hash of its bytes.</summary>
sealed class BinsTable(string path)
{
    const int MostCached = 1_000;

    readonly ConcurrentDictionary<long, ProfileBins> _byNumber = [];

    public ProfileBins Get(SqliteSession session, long number)
    {
        if (_byNumber.TryGetValue(number, out var known)) return known;
        byte[] bytes = session.First("SELECT bytes FROM bin_sets WHERE number = $1", static r => (byte[])r.GetValue(0), number)
            ?? throw SqliteErrors.Damaged(path, $"bin set {number} is absent");
        var bins = Read(bytes, number);
        Cache(number, bins);
        return bins;
    }

    /// <summary>The number of a profile's bins; they are added when they are new.</summary>
    public static long NumberOf(SqliteSession session, StoredBins bins)
    {
        long? known = session.First("SELECT number FROM bin_sets WHERE hash = $1", static r => (long?)r.GetInt64(0), bins.Hash);
        if (known is { } number) return number;
        session.Execute("INSERT INTO bin_sets (hash, bytes) VALUES ($1, $2)", bins.Hash, bins.Bytes);
        return session.LastRowId;
    }

    /// <summary>Removes bins that no cell refers to. Their numbers are never given again.</summary>
    public static void DropUnused(SqliteSession session) =>
        session.Execute("DELETE FROM bin_sets WHERE NOT EXISTS (SELECT 1 FROM cells WHERE bin_set = bin_sets.number)");

    ProfileBins Read(byte[] bytes, long number)
    {
        try
        {
            return ProfileBins.FromBytes(bytes);
        }
        catch (FormatException problem)
        {
            throw SqliteErrors.Damaged(path, $"bin set {number} cannot be read ({problem.Message})", problem);
        }
    }

    void Cache(long number, ProfileBins bins)
    {
        if (_byNumber.Count >= MostCached) _byNumber.Clear();
        _byNumber[number] = bins;
    }
}
