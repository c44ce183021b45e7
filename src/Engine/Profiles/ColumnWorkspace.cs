using Plumbline.Statistics.Sorting;

namespace Plumbline.Engine.Profiles;

/// <summary>Buffers of one worker, grown once and used for every column it works on. Not thread-safe.</summary>
sealed class ColumnWorkspace
{
    double[] _reference = [];
    double[] _current = [];
    double[] _scratch = [];

    /// <summary>The finite values of the reference, ascending; valid until the next call.</summary>
    public ReadOnlyMemory<double> SortReference(ReadOnlySpan<double> values) => Sort(values, ref _reference);

    /// <summary>The finite values of the current side, ascending; valid until the next call.</summary>
    public ReadOnlyMemory<double> SortCurrent(ReadOnlySpan<double> values) => Sort(values, ref _current);

    /// <summary>At least so many numbers to scribble on; valid until the next call of anything.</summary>
    public Span<double> Scratch(int length)
    {
        if (_scratch.Length < length) _scratch = GC.AllocateUninitializedArray<double>(length);
        return _scratch.AsSpan(0, length);
    }

    ReadOnlyMemory<double> Sort(ReadOnlySpan<double> values, ref double[] buffer)
    {
        if (buffer.Length < values.Length) buffer = GC.AllocateUninitializedArray<double>(values.Length);
        int kept = 0;
        foreach (double value in values)
        {
            buffer[kept] = value;
            if (double.IsFinite(value)) kept++;
        }
        RadixSort.SortInPlace(buffer.AsSpan(0, kept), Scratch(kept));
        return buffer.AsMemory(0, kept);
    }
}
