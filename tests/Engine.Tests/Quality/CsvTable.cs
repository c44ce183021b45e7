using System.Globalization;
using System.IO.Compression;
using Plumbline.Engine.Columns;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Quality;

/// <summary>A table of the real data sets, just enough of CSV for them: quotes, no line breaks inside a value.</summary>
sealed class CsvTable
{
    readonly string[] _header;
    readonly List<string[]> _rows;

    CsvTable(string[] header, List<string[]> rows) => (_header, _rows) = (header, rows);

    internal int RowCount => _rows.Count;

    internal static CsvTable Read(string file)
    {
        using Stream raw = File.OpenRead(file);
        using Stream plain = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using var reader = new StreamReader(plain);
        string[] header = Split(reader.ReadLine()!);
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line) rows.Add(Split(line));
        return new CsvTable(header, rows);
    }

    internal CsvTable Rows(int start, int end) => new(_header, _rows.GetRange(start, end - start));

    /// <summary>The rows of this table with those of another of the same columns after them.</summary>
    internal CsvTable Where(string column, Predicate<string> keep)
    {
        int at = Array.IndexOf(_header, column);
        return new CsvTable(_header, _rows.FindAll(r => keep(r[at])));
    }

    internal NumericSlice Numeric(string column, ColumnRole role = ColumnRole.Feature) => Some.Numeric(column, Numbers(column), role);

    internal CategoricalSlice Categorical(string column, ColumnRole role = ColumnRole.Feature) =>
        Some.Categorical(column, [.. Texts(column).Select(t => t.Length == 0 ? null : t)], role);

    internal double[] Numbers(string column) =>
        [.. Texts(column).Select(t => double.TryParse(t, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
            : double.NaN)];

    internal string[] Texts(string column)
    {
        int at = Array.IndexOf(_header, column);
        return [.. _rows.Select(r => r[at])];
    }

    static string[] Split(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(c);
        }
        cells.Add(cell.ToString());
        return [.. cells];
    }
}
