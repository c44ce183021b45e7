using System.Text;
using Plumbline.DuckDb;

namespace Plumbline.Bench;

/// <summary>Writes a seeded table of 15 numeric and 5 categorical columns as CSV; DuckDB turns it into Parquet in the macro
/// benchmark.</summary>
static class Generated
{
    const int Block = 100_000;

    public static void Write(string file, int rows, ulong seed)
    {
        using var writer = new StreamWriter(file, false, new UTF8Encoding(false), 1 << 20) { NewLine = "\n" };
        // Fifteen numeric and five categorical of the twenty: the first of the categories gives way to a number.
        int[] columns = [.. Enumerable.Range(0, 14), 0, .. Enumerable.Range(15, 5)];
        writer.WriteLine(string.Join(',', columns.Select((c, i) => i < 15 ? $"n{i:00}" : $"c{i:00}")));
        for (int start = 0; start < rows; start += Block)
        {
            using var block = new MixedColumns(Math.Min(Block, rows - start), seed + (ulong)start);
            using var second = new MixedColumns(block.RowCount, seed + (ulong)start + 7);
            for (int row = 0; row < block.RowCount; row++)
                writer.WriteLine(string.Join(',', columns.Select((c, i) => (i == 14 ? second : block).Text(c, row))));
        }
    }

    /// <summary>Turns the CSV files of a folder, in order of name, into one Parquet file.</summary>
    public static void ToParquet(string folder, string file)
    {
        string[] parts = [.. Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).Select(Quote)];
        using var database = DuckDbDatabase.OpenInMemory(new DuckDbOptions());
        using var connection = database.Connect();
        connection.Execute($"COPY (SELECT * FROM read_csv([{string.Join(',', parts)}], header = true)) TO {Quote(file)} (FORMAT parquet, COMPRESSION zstd)", CancellationToken.None);
    }

    static string Quote(string path) => "'" + path.Replace("'", "''", StringComparison.Ordinal) + "'";
}
