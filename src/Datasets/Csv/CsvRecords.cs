using System.Text;

namespace Plumbline.Datasets.Csv;

/// <summary>Splits a sample of delimited text into records. The plain, slow reading by which the dialect is judged.</summary>
static class CsvRecords
{
    /// <summary>The records of the text, at most <paramref name="limit"/>; empty lines are left out.</summary>
    /// <param name="text">The sample.</param>
    /// <param name="delimiter">Between fields.</param>
    /// <param name="escape">Before a quote inside quotes.</param>
    /// <param name="isWhole">False when the text is cut: then its last record is left out.</param>
    /// <param name="limit">Records wanted.</param>
    internal static List<string[]> Split(ReadOnlySpan<char> text, char delimiter, char escape, bool isWhole, int limit)
    {
        var records = new List<string[]>();
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false, wasQuoted = false;
        for (int i = 0; i < text.Length && records.Count < limit; i++)
        {
            char c = text[i];
            if (quoted)
            {
                if (c == escape && i + 1 < text.Length && text[i + 1] == CsvDialect.Quote) field.Append(text[++i]);
                else if (c == CsvDialect.Quote) quoted = false;
                else field.Append(c);
            }
            else if (c == CsvDialect.Quote && field.Length == 0 && !wasQuoted) (quoted, wasQuoted) = (true, true);
            else if (c == delimiter) EndField();
            else if (c is '\r' or '\n')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') i++;
                EndRecord();
            }
            else field.Append(c);
        }
        if (isWhole && records.Count < limit && (field.Length > 0 || fields.Count > 0 || wasQuoted)) EndRecord();
        return records;

        void EndField()
        {
            fields.Add(field.ToString());
            field.Clear();
            wasQuoted = false;
        }

        void EndRecord()
        {
            bool empty = fields.Count == 0 && field.Length == 0 && !wasQuoted;
            EndField();
            if (!empty) records.Add([.. fields]);
            fields.Clear();
        }
    }
}
