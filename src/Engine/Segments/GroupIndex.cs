namespace Plumbline.Engine.Segments;

/// <summary>The rows of each group, in row order: one counting sort.</summary>
sealed class GroupIndex
{
    readonly int[] _rows;
    readonly int[] _starts;

    GroupIndex(int[] rows, int[] starts) => (_rows, _starts) = (rows, starts);

    /// <summary>Rows of a group.</summary>
    internal ReadOnlySpan<int> this[int group] => _rows.AsSpan(_starts[group], _starts[group + 1] - _starts[group]);

    /// <summary>Sorts row numbers by group code; codes outside [0, groups) are left out.</summary>
    internal static GroupIndex Of(ReadOnlySpan<short> codes, int groups)
    {
        var starts = new int[groups + 1];
        foreach (short code in codes)
            if (code >= 0 && code < groups) starts[code + 1]++;
        for (int k = 0; k < groups; k++) starts[k + 1] += starts[k];
        var rows = new int[starts[groups]];
        var next = starts.AsSpan(0, groups).ToArray();
        for (int i = 0; i < codes.Length; i++)
            if (codes[i] >= 0 && codes[i] < groups) rows[next[codes[i]]++] = i;
        return new GroupIndex(rows, starts);
    }
}
