namespace Plumbline.Storage.Logs;

/// <summary>One of the runs that are merged, with the rules that were made after it.</summary>
sealed class MergeSource(IdentityRun run, ErasureRules rules)
{
    readonly byte[] _buffer = new byte[IdentityRun.BlockSize];
    readonly IdentityEntry[] _entries = new IdentityEntry[IdentityRun.EntriesPerBlock];
    int _block;
    int _count;
    int _at;

    public ref readonly IdentityEntry Current => ref _entries[_at];

    /// <summary>Goes to the next entry that no rule erases.</summary>
    public bool Move()
    {
        do
        {
            if (++_at < _count) continue;
            if (_block == run.Blocks) return false;
            ReadOnlySpan<IdentityEntry> entries = run.ReadBlock(_block++, _buffer);
            entries.CopyTo(_entries);
            (_at, _count) = (0, entries.Length);
        }
        while (rules.Erase(_entries[_at]));
        return true;
    }
}

/// <summary>Writes runs.</summary>
static class IdentityMerge
{
    /// <summary>Sorts and writes the entries of a table.</summary>
    /// <param name="sorting">An array for all of them, which is used again and again.</param>
    public static void Spill(IdentityTable table, IdentityEntry[] sorting, string path)
    {
        Span<IdentityEntry> entries = table.CopyTo(sorting);
        entries.Sort();
        using var writer = new IdentityRunWriter(path, entries.Length);
        foreach (ref readonly IdentityEntry entry in entries) writer.Add(entry);
        writer.Finish();
    }

    /// <summary>Writes the entries of several runs as one, without those that are erased.</summary>
    public static void Merge(IReadOnlyList<(IdentityRun Run, ErasureRules Rules)> runs, string path, CancellationToken cancellationToken)
    {
        using var writer = new IdentityRunWriter(path, runs.Sum(r => r.Run.Count));
        var sources = new List<MergeSource>();
        foreach ((IdentityRun run, ErasureRules rules) in runs)
            if (new MergeSource(run, rules) is var source && source.Move()) sources.Add(source);
        while (sources.Count > 0)
        {
            if (writer.Count % 65_536 == 0) cancellationToken.ThrowIfCancellationRequested();
            int first = 0;
            for (int i = 1; i < sources.Count; i++)
                if (sources[i].Current.CompareTo(sources[first].Current) < 0) first = i;
            writer.Add(sources[first].Current);
            if (!sources[first].Move()) sources.RemoveAt(first);
        }
        writer.Finish();
    }
}
