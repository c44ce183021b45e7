using System.Text;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Logs;

/// <summary>An erasure as the index knows it: which identities written before it are free again.</summary>
/// <param name="Seq">Number of the erasure in the log.</param>
/// <param name="From">First moment in microseconds since 1970 UTC, included.</param>
/// <param name="To">Last moment, not included.</param>
/// <param name="Version">Hash of the version's name; null: every version.</param>
/// <param name="Id">Hash of the id; null: every id.</param>
readonly record struct ErasureRule(long Seq, int Model, long From, long To, uint? Version, UInt128? Id)
{
    /// <summary>Null for an erasure by tag: the index does not know tags, so the ids of the erased events stay taken.</summary>
    public static ErasureRule? Of(Erasure erasure, long seq, SipHash hash)
    {
        if (erasure.Tag is not null) return null;
        return new ErasureRule(seq, erasure.Model, Microseconds(erasure.From) ?? long.MinValue, Microseconds(erasure.To) ?? long.MaxValue,
            erasure.Version is { } version ? RowIdentities.VersionOf(version, hash) : null,
            erasure.Id is { } id ? hash.Of(Encoding.UTF8.GetBytes(id)) : null);
    }

    public bool Erases(in IdentityEntry entry) =>
        entry.Model == Model && entry.Time >= From && entry.Time < To
        && (Version is null || Version == entry.Version)
        && (Id is not { } id || (entry.Low == (ulong)id && entry.High == (ulong)(id >> 64)));

    /// <summary>Rounded up, as a moment inside a microsecond lies after its start.</summary>
    static long? Microseconds(DateTimeOffset? moment) => moment is { } m
        ? (long)Math.Ceiling((m - DateTimeOffset.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerMicrosecond) : null;
}

/// <summary>Many rules at once: those of single ids, of which there may be thousands, are found by their hash, the others by their
/// model.</summary>
sealed class ErasureRules
{
    readonly Dictionary<UInt128, List<ErasureRule>> _byId = [];
    readonly Dictionary<int, List<ErasureRule>> _byModel = [];

    public ErasureRules(IEnumerable<ErasureRule> rules)
    {
        foreach (ErasureRule rule in rules)
            if (rule.Id is { } id) Add(_byId, id, rule);
            else Add(_byModel, rule.Model, rule);
    }

    public bool Erase(in IdentityEntry entry) =>
        (_byModel.TryGetValue(entry.Model, out List<ErasureRule>? own) && Any(own, entry))
        || (_byId.TryGetValue(new UInt128(entry.High, entry.Low), out List<ErasureRule>? same) && Any(same, entry));

    static void Add<T>(Dictionary<T, List<ErasureRule>> rules, T key, ErasureRule rule)
        where T : notnull
    {
        if (rules.TryGetValue(key, out List<ErasureRule>? same)) same.Add(rule);
        else rules.Add(key, [rule]);
    }

    static bool Any(List<ErasureRule> rules, in IdentityEntry entry)
    {
        foreach (ErasureRule rule in rules)
            if (rule.Erases(entry)) return true;
        return false;
    }
}
