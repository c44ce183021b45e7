using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Rejected;

/// <summary>What was rejected of one request: the first rows one by one, all the others counted with the one they are like.</summary>
sealed class Rejections
{
    const string OtherReasons = "Further rows of the request were rejected, for other reasons than those before.";

    readonly List<Rejection> _listed = [];
    readonly List<long> _alike = [];
    readonly Dictionary<(string Field, string Reason), int> _causes = [];
    readonly Dictionary<string, long> _limits = new(StringComparer.Ordinal);
    long _others;
    long _firstOther;

    internal long Count { get; private set; }

    /// <summary>The first ones, in their order.</summary>
    internal IReadOnlyList<Rejection> Listed => _listed;

    /// <summary>Rows by the limit they were beyond.</summary>
    internal IReadOnlyDictionary<string, long> Limits => _limits;

    /// <summary>The first ones, each with how many later ones are like it; together as many as were rejected.</summary>
    internal IEnumerable<(Rejection Row, long Alike)> Weighted()
    {
        for (int i = 0; i < _listed.Count; i++) yield return (_listed[i], _alike[i]);
        if (_others > 0) yield return (new Rejection(_firstOther, "", OtherReasons, null), _others - 1);
    }

    internal void Add(in Rejection row)
    {
        Count++;
        if (row.Limit is { } limit) _limits[limit] = _limits.GetValueOrDefault(limit) + 1;
        if (_listed.Count < IngestLimits.RejectedListed) List(row);
        else if (_causes.TryGetValue((row.Field, row.Reason), out int like)) _alike[like]++;
        else if (_others++ == 0) _firstOther = row.Index;
    }

    void List(in Rejection row)
    {
        _causes.TryAdd((row.Field, row.Reason), _listed.Count);
        _listed.Add(row);
        _alike.Add(0);
    }
}
