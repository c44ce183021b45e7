using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Logs;

public sealed class ErasureTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(100_000)]
    [InlineData(10)]
    public void An_erased_id_is_accepted_again_and_then_once_only(int identitiesInMemory)
    {
        using var log = new OpenLog(_folder.Path, LogRows.Small with { IdentitiesInMemory = identitiesInMemory });
        for (int i = 0; i < 10; i++) log.Append(LogRows.Events([$"{i}-a", $"{i}-b", $"{i}-c"]));

        log.Append(Erase(new Erasure { Model = 1, Id = "0-b" }));

        Assert.Equal([0], log.Append(LogRows.Events("0-a", "0-b")).Duplicates);
        Assert.Equal([0, 1], log.Append(LogRows.Events("0-a", "0-b")).Duplicates);
        log.Reopen();
        Assert.Equal([0, 1], log.Append(LogRows.Events("0-a", "0-b")).Duplicates);
    }

    [Fact]
    public void An_erasure_holds_after_a_restart_even_where_nobody_sent_the_id_before()
    {
        using var log = new OpenLog(_folder.Path, LogRows.Small with { IdentitiesInMemory = 10 });
        for (int i = 0; i < 10; i++) log.Append(LogRows.Events([$"{i}-a", $"{i}-b", $"{i}-c"]));
        log.Append(Erase(new Erasure { Model = 1, Id = "0-b" }));
        log.Append(LogRows.Events(Enumerable.Range(0, 40).Select(i => $"later-{i}")));

        log.Reopen();

        Assert.Equal([0], log.Append(LogRows.Events("0-a", "0-b")).Duplicates);
    }

    [Fact]
    public void An_erasure_by_time_frees_the_rows_of_that_time_to_the_microsecond()
    {
        using var log = new OpenLog(_folder.Path);
        log.Append(LogRows.Events(["early"], LogRows.Noon.AddMinutes(1)));
        log.Append(LogRows.Events(["first"], LogRows.Noon.AddMinutes(2)));
        log.Append(LogRows.Events(["last"], LogRows.Noon.AddMinutes(30).AddMicroseconds(-1)));
        log.Append(LogRows.Events(["after"], LogRows.Noon.AddMinutes(30)));

        log.Append(Erase(new Erasure { Model = 1, From = LogRows.Noon.AddMinutes(2), To = LogRows.Noon.AddMinutes(30) }));

        Assert.Equal(0, log.Append(LogRows.Events(["early"], LogRows.Noon.AddMinutes(1))).Accepted);
        Assert.Equal(1, log.Append(LogRows.Events(["first"], LogRows.Noon.AddMinutes(2))).Accepted);
        Assert.Equal(1, log.Append(LogRows.Events(["last"], LogRows.Noon.AddMinutes(29))).Accepted);
        Assert.Equal(0, log.Append(LogRows.Events(["after"], LogRows.Noon.AddMinutes(30))).Accepted);
    }

    [Fact]
    public void An_erasure_of_a_version_or_a_model_leaves_the_others_alone()
    {
        using var log = new OpenLog(_folder.Path);
        log.Append(LogRows.Events(["a"], version: "v1"));
        log.Append(LogRows.Events(["b"], version: "v2"));
        log.Append(LogRows.Events(["c"]));
        log.Append(LogRows.Events(["a"], model: 2, version: "v1"));

        log.Append(Erase(new Erasure { Model = 1, Version = "v1" }));

        Assert.Equal(1, log.Append(LogRows.Events(["a"])).Accepted);
        Assert.Equal([0, 1], log.Append(LogRows.Events(["b", "c"])).Duplicates);
        Assert.Equal(0, log.Append(LogRows.Events(["a"], model: 2)).Accepted);
    }

    [Fact]
    public void An_erasure_by_tag_frees_no_id()
    {
        using var log = new OpenLog(_folder.Path);
        log.Append(LogRows.Events("a"));

        log.Append(Erase(new Erasure { Model = 1, Tag = new("team", "red") }));

        Assert.Equal([0], log.Append(LogRows.Events("a")).Duplicates);
    }

    [Fact]
    public async Task Rows_sent_right_after_an_erasure_find_their_ids_free()
    {
        using var log = new OpenLog(_folder.Path);
        log.Append(LogRows.Events("a"));

        for (int i = 0; i < 50; i++)
        {
            Task<AppendResult> erased = log.Log.AppendAsync(Erase(new Erasure { Model = 1, Id = "a" }), CancellationToken.None);
            Task<AppendResult> again = log.Log.AppendAsync(LogRows.Events("a"), CancellationToken.None);
            await erased;
            Assert.Equal(1, (await again).Accepted);
        }
    }

    static LogEntry.Erased Erase(Erasure erasure) => new(erasure);
}
