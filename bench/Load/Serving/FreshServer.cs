namespace Plumbline.Load.Serving;

/// <summary>A server on a folder, with its admin key at hand.</summary>
public sealed class FreshServer : IDisposable
{
    FreshServer(ServedProcess process, Uri address, string key) => (Process, Address, Key, Api) = (process, address, key, new Api(address,
        key));

    public ServedProcess Process { get; }

    public Uri Address { get; }

    public string Key { get; }

    public Api Api { get; }

    public static async Task<FreshServer> StartAsync(string program, string data, params IEnumerable<string> further)
    {
        var process = ServedProcess.Start(program, data, further);
        try
        {
            return new FreshServer(process, await process.ReadyAsync(), Api.AdminKey(data));
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Waits until every acknowledged row is in the stores.</summary>
    public Task StoredAsync() => Api.WaitAsync(async () => await Api.MetricAsync("plumbline_projection_lag_rows") == 0
        && await Api.MetricAsync("plumbline_cells_recount_pending") == 0, TimeSpan.FromMinutes(30), "all rows stored");

    public void Dispose()
    {
        Api.Dispose();
        Process.Dispose();
    }
}
