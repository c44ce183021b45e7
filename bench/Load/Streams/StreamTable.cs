using System.Globalization;
using Plumbline.Load.Measuring;
using Plumbline.Load.Serving;

namespace Plumbline.Load.Streams;

/// <summary>Every stream, replayed into a server of its own.</summary>
public static class StreamTable
{
    const string Introduction = """
        Each stream is sent over HTTP with its own times; the first period becomes the baseline, and of the monitors the server proposes those of drift,
        integrity and quality judge the rest. A window is flagged by a column when one of them found it there. Agrees: what must be flagged is, in at
        least half of the windows, and where it should be quiet nothing else is flagged in more than a tenth.

        """;

    /// <summary>Prints the table.</summary>
    /// <param name="shared">The folder of the data sets.</param>
    /// <param name="only">Name of one stream; empty: all.</param>
    public static async Task RunAsync(MeasureOptions options, string shared, string only, TextWriter output)
    {
        await output.WriteLineAsync(Introduction);
        await output.WriteLineAsync(
            "| stream | stretch | what is known | windows | first flag | windows flagged by | agrees |\n|---|---|---|---:|---|---|---|");
        var notes = new List<string>();
        foreach (StreamSource source in StreamSources.All.Where(s => only.Length == 0 || s.Name == only))
        {
            using FreshServer server = await FreshServer.StartAsync(options.Program, Path.Combine(options.Data, source.Name));
            var replay = new StreamReplay(source, Path.Combine(shared, source.Name), server);
            var evaluations = await replay.RunAsync(long.MaxValue);
            foreach (Stretch stretch in source.Stretches)
                await output.WriteLineAsync(StreamVerdict.Of(stretch, evaluations).Row(source.Name));
            notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"- {source.Name}: {replay.Rows:N0} rows, {evaluations.Count} evaluations by {string.Join(", ", replay.Monitors)}"));
            await server.Process.StopAsync();
        }
        await output.WriteLineAsync("\n" + string.Join('\n', notes));
    }
}
