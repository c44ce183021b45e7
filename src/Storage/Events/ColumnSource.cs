using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;

namespace Plumbline.Storage.Events;

/// <summary>Writes the values of a slice into a column of a chunk. A missing value is null.</summary>
sealed class ColumnSource
{
    /// <summary>The reason of a zero with a minus sign: DuckDB's compression holds both zeros for the same.</summary>
    internal const int NegativeZero = -1;

    readonly ColumnSlice _slice;
    readonly byte[]?[] _categories;
    readonly AbsentRows? _absent;
    readonly Spellings _spellings;

    internal ColumnSource(ColumnSlice slice, Spellings spellings)
    {
        (_slice, _spellings) = (slice, spellings);
        _categories = slice is CategoricalSlice texts ? new byte[texts.Categories.Count][] : [];
        if (!AbsentRows.AreEmpty(slice)) _absent = new AbsentRows(slice);
    }

    /// <summary>True where values need a column beside them: why they are absent, or the sign of a zero.</summary>
    internal static bool NeedsReasons(ColumnSlice slice) => !AbsentRows.AreEmpty(slice)
        || (slice is NumericSlice { Values.Span: var numbers }
            && MemoryMarshal.Cast<double, long>(numbers).Contains(BitConverter.DoubleToInt64Bits(-0.0)));

    /// <summary>Writes rows; each row is written once, in order.</summary>
    /// <param name="values">Column of the values.</param>
    /// <param name="reasons">Column of why values are absent; negative when there is none.</param>
    /// <param name="at">Row of the chunk.</param>
    /// <param name="first">Row of the slice.</param>
    internal void Write(DuckDbWritableChunk chunk, int values, int reasons, int at, int first, int count)
    {
        if (reasons >= 0) chunk.SetNulls(reasons, at, count);
        switch (_slice)
        {
            case NumericSlice numbers: WriteNumbers(chunk, numbers.Values.Span.Slice(first, count), values, reasons, at); break;
            case CategoricalSlice texts: WriteTexts(chunk, texts, values, reasons, at, first, count); break;
            case TimestampSlice times: WriteTimes(chunk, times.Microseconds.Span.Slice(first, count), values, reasons, at); break;
            case VectorSlice vectors: WriteVectors(chunk, vectors, values, reasons, at, first, count); break;
            default: throw new UnreachableException();
        }
    }

    void WriteNumbers(DuckDbWritableChunk chunk, ReadOnlySpan<double> numbers, int values, int reasons, int at)
    {
        numbers.CopyTo(chunk.Values<double>(values)[at..]);
        for (int i = 0; i < numbers.Length; i++)
            if (double.IsNaN(numbers[i])) WriteAbsent(chunk, values, reasons, at + i);
            else if (reasons >= 0 && numbers[i] == 0 && double.IsNegative(numbers[i])) WriteNegativeZero(chunk, values, reasons, at + i);
    }

    void WriteTexts(DuckDbWritableChunk chunk, CategoricalSlice texts, int values, int reasons, int at, int first, int count)
    {
        ReadOnlySpan<int> codes = texts.Codes.Span.Slice(first, count);
        for (int i = 0; i < count; i++)
            if (codes[i] < 0) WriteAbsent(chunk, values, reasons, at + i);
            else chunk.SetText(values, at + i, _categories[codes[i]] ??= Encoding.UTF8.GetBytes(texts.Categories[codes[i]]));
    }

    void WriteTimes(DuckDbWritableChunk chunk, ReadOnlySpan<long> times, int values, int reasons, int at)
    {
        times.CopyTo(chunk.Values<long>(values)[at..]);
        for (int i = 0; i < times.Length; i++)
            if (times[i] == TimestampSlice.MissingTime) WriteAbsent(chunk, values, reasons, at + i);
    }

    void WriteVectors(DuckDbWritableChunk chunk, VectorSlice vectors, int values, int reasons, int at, int first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> vector = vectors.Values.Span.Slice((first + i) * vectors.Dimension, vectors.Dimension);
            if (IsAbsent(vector)) WriteAbsent(chunk, values, reasons, at + i);
            else chunk.SetList(values, at + i, vector);
        }
    }

    void WriteAbsent(DuckDbWritableChunk chunk, int values, int reasons, int row)
    {
        chunk.SetNull(values, row);
        if (_absent is null) return;
        Absence absence = _absent.Next();
        if (!absence.IsEmpty && reasons >= 0) WriteReason(chunk, reasons, row, _spellings.CodeOf(absence));
    }

    static void WriteNegativeZero(DuckDbWritableChunk chunk, int values, int reasons, int row)
    {
        chunk.Values<double>(values)[row] = 0;
        WriteReason(chunk, reasons, row, NegativeZero);
    }

    static void WriteReason(DuckDbWritableChunk chunk, int reasons, int row, int code)
    {
        chunk.Values<int>(reasons)[row] = code;
        chunk.SetValid(reasons, row);
    }

    static bool IsAbsent(ReadOnlySpan<float> vector)
    {
        foreach (float value in vector)
            if (!float.IsNaN(value)) return false;
        return true;
    }
}
