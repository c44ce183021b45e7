using System.Text;
using Plumbline.Datasets.Types;

namespace Plumbline.Datasets.Csv;

/// <summary>Chooses the delimiter: the one by which most records have the same number of fields, then the one whose fields look most
/// like values, then the one with most fields.</summary>
static class DelimiterChoice
{
    const int RecordsTried = 500;

    static readonly char[] s_candidates = [',', '\t', ';', '|'];

    internal static (char Delimiter, bool IsAlone) Choose(ReadOnlySpan<char> text, char escape, bool isWhole)
    {
        (char Delimiter, int Fields, double Agreement, double Typed) best = (',', 1, 0, 0);
        foreach (char candidate in s_candidates)
        {
            List<string[]> records = CsvRecords.Split(text, candidate, escape, isWhole, RecordsTried);
            if (records.Count == 0) continue;
            (int fields, int agreeing) = MostFrequent(records);
            if (fields < 2) continue;
            double agreement = Math.Round((double)agreeing / records.Count, 1);
            double typed = Math.Round(TypedShare(records, fields), 1);
            if ((agreement, typed, fields).CompareTo((best.Agreement, best.Typed, best.Fields)) > 0)
                best = (candidate, fields, agreement, typed);
        }
        return (best.Delimiter, best.Fields == 1);
    }

    /// <summary>The most frequent number of fields, and how many records have it.</summary>
    internal static (int Fields, int Records) MostFrequent(List<string[]> records)
    {
        IGrouping<int, string[]> most = records.GroupBy(r => r.Length).OrderByDescending(g => g.Count())
            .ThenByDescending(g => g.Key).First();
        return (most.Key, most.Count());
    }

    static double TypedShare(List<string[]> records, int fields)
    {
        (long typed, long all) = (0, 0);
        foreach (string field in records.Where(r => r.Length == fields).SelectMany(r => r))
        {
            all++;
            byte[] utf8 = Encoding.UTF8.GetBytes(field.Replace(',', '.'));
            if (utf8.Length == 0 || NumberText.TryParse(utf8, out _)
                || TimestampText.TryParse(utf8, DateOrder.DayFirst, out _, out _)) typed++;
        }
        return all == 0 ? 0 : (double)typed / all;
    }
}
