using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Plumbline.Statistics.Tests.Quality;

/// <summary>Chosen columns of a gzipped CSV file, by hand: these tests stand below the readers of the product.</summary>
sealed class CompressedCsv
{
    readonly Dictionary<string, List<string>> _columns = [];

    public CompressedCsv(string file, params string[] columns)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        List<string> header = Split(reader.ReadLine() ?? "");
        int[] places = [.. columns.Select(column => header.IndexOf(column))];
        foreach (string column in columns) _columns[column] = [];
        while (reader.ReadLine() is { } line)
        {
            List<string> fields = Split(line);
            for (int i = 0; i < columns.Length; i++) _columns[columns[i]].Add(fields[places[i]]);
        }
    }

    public IReadOnlyList<string> Text(string column) => _columns[column];

    public double[] Numbers(string column) => [.. _columns[column].Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    public int[] Codes(string column) => [.. _columns[column].Select(text => int.Parse(text, CultureInfo.InvariantCulture))];

    static List<string> Split(string line)
    {
        List<string> fields = [];
        StringBuilder field = new();
        bool quoted = false;
        foreach (char letter in line)
        {
            if (letter == '"') quoted = !quoted;
            else if (letter == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(letter);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
