using System.Text;
using Plumbline.DuckDb;
using Plumbline.Load.Serving;

namespace Plumbline.Load.Killing;

/// <summary>Every stored event of a model, as the export hands it out.</summary>
public sealed class StoredRows
{
    readonly Dictionary<string, string?> _labels = new(StringComparer.Ordinal);

    /// <summary>Ids that are there more than once.</summary>
    public List<string> Repeated { get; } = [];

    /// <summary>Truth by id; null where none is known.</summary>
    public IReadOnlyDictionary<string, string?> Labels => _labels;

    public static async Task<StoredRows> ReadAsync(Api api, string model)
    {
        string file = Path.Combine(Path.GetTempPath(), $"plumbline-stored-{Guid.NewGuid():N}.parquet");
        try
        {
            await api.DownloadAsync($"api/v1/models/{model}/export?columns=id,truth", file);
            return Read(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    static StoredRows Read(string file)
    {
        var rows = new StoredRows();
        using DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions { Threads = 1 });
        using DuckDbConnection connection = database.Connect();
        using DuckDbResult result = connection.Query($"SELECT id, CAST(truth AS VARCHAR) FROM read_parquet('{file}')",
            CancellationToken.None);
        while (result.Next(CancellationToken.None) is { } chunk)
        {
            using (chunk)
            {
                for (int row = 0; row < chunk.RowCount; row++)
                {
                    string id = Encoding.UTF8.GetString(chunk[0].Text(row));
                    string? label = chunk[1].IsValid(row) ? Encoding.UTF8.GetString(chunk[1].Text(row)) : null;
                    if (!rows._labels.TryAdd(id, label)) rows.Repeated.Add(id);
                }
            }
        }
        return rows;
    }
}
