using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;
using Plumbline.Statistics;

namespace Plumbline.Engine.Integrity;

/// <summary>Ids that occur more than once.</summary>
static class DuplicateIdsCheck
{
    public static void Run(ColumnRequest request)
    {
        if (request.Column.Role != ColumnRole.Id) return;
        One(request, request.Reference.Slice, CheckList.Reference, Severity.Warning);
        One(request, request.Current.Slice, CheckList.Current, Severity.Error);
    }

    static void One(ColumnRequest request, ColumnSlice? slice, string set, Severity severity)
    {
        if (slice is null || Duplicates(slice) is not { } duplicates) return;
        request.Checks.Add("duplicate_ids", set,
            new Finding(duplicates == 0 ? "duplicate_ids.none" : "duplicate_ids", duplicates == 0, duplicates, Expected.None("ids"), severity),
            ("count", Figures.Count(duplicates)), ("rows", Figures.Count(slice.Length)));
    }

    /// <summary>Present ids that equal an earlier one; null for a type that is no id.</summary>
    public static long? Duplicates(ColumnSlice slice) => slice switch
    {
        CategoricalSlice text => Repeats(text),
        NumericSlice numbers => Repeats(numbers.Values.Span),
        TimestampSlice => null,
        VectorSlice => null,
        _ => null,
    };

    static long Repeats(CategoricalSlice slice)
    {
        var seen = new bool[slice.Categories.Count];
        long repeats = 0;
        foreach (int code in slice.Codes.Span)
        {
            if (code < 0) continue;
            if (seen[code]) repeats++;
            seen[code] = true;
        }
        return repeats;
    }

    static long Repeats(ReadOnlySpan<double> values)
    {
        var hashes = new ulong[values.Length];
        int present = 0;
        foreach (double value in values)
            if (!double.IsNaN(value)) hashes[present++] = StableHash.Of(value);
        return present - DistinctHashes.Count(hashes.AsSpan(0, present));
    }
}
