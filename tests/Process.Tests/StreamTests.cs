using Plumbline.Load.Serving;
using Plumbline.Load.Streams;
using Plumbline.Testing;

namespace Plumbline.Process.Tests;

/// <summary>A real stream with a change at a known row, in short; <c>bench/run streams</c> replays all four whole.</summary>
public sealed class StreamTests : IDisposable
{
    // Three whole weeks after the change.
    const int Rows = 17_424 + (3 * 336);

    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Three_columns_that_begin_to_vary_at_row_17_424_are_flagged_from_that_window_on_and_not_before()
    {
        if (OperatingSystem.IsWindows() || SharedData.TryFile("elec2") is not { } data) return;
        StreamSource source = StreamSources.All.Single(s => s.Name == "elec2");
        using FreshServer server = await FreshServer.StartAsync(Served.Program, Path.Combine(_folder.Path, "data"));

        var evaluations = await new StreamReplay(source, data, server).RunAsync(Rows);

        StreamVerdict before = StreamVerdict.Of(source.Stretches[0], evaluations), after = StreamVerdict.Of(source.Stretches[1],
            evaluations);
        Assert.Empty(before.Disagreements);
        Assert.Empty(after.Disagreements);
        Assert.Equal(source.Stretches[1].From, after.First);
    }

    public void Dispose() => _folder.Dispose();
}
