using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Ingest;

public sealed class LearntTypeTests
{
    [Fact]
    public async Task One_wrong_value_after_many_good_ones_is_rejected_and_changes_nothing()
    {
        await using RunningServer server = await Sending.StartAsync();
        (await server.EventsAsync(Values(0, 10_000, i => $"{i}.5"))).Accepted();

        IngestAnswer answer = (await server.EventsAsync(Values(10_000, 1, _ => "\"oops\"") + Values(10_001, 1, _ => "7"))).Accepted();

        Assert.Equal((1, 1L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal("features.x", answer.Rejected[0].Field);
        Assert.Contains("one value in 10", answer.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Equal((ColumnType.Numeric, 1), Column(server));
    }

    [Fact]
    public async Task One_wrong_value_in_the_middle_of_the_first_request_is_rejected_as_well()
    {
        await using RunningServer server = await Sending.StartAsync();

        IngestAnswer answer = (await server.EventsAsync(Values(0, 1_000, i => i == 500 ? "true" : "3"))).Accepted();

        Assert.Equal((999, 1L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal((ColumnType.Numeric, 1), Column(server));
    }

    [Fact]
    public async Task Half_numbers_and_half_texts_are_categories_from_the_beginning()
    {
        await using RunningServer server = await Sending.StartAsync();

        IngestAnswer answer = (await server.EventsAsync(Values(0, 1_000, i => i % 2 == 0 ? "1" : "\"a\""))).Accepted();

        Assert.Equal((1_000, 0L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal((ColumnType.Categorical, 1), Column(server));
    }

    [Fact]
    public async Task A_sender_that_changes_to_texts_makes_a_revision_that_can_be_seen()
    {
        await using RunningServer server = await Sending.StartAsync();
        (await server.EventsAsync(Values(0, 2_000, i => $"{i}"))).Accepted();

        IngestAnswer answer = (await server.EventsAsync(Values(2_000, 2_000, i => $"\"t{i % 9}\""))).Accepted();
        IngestAnswer later = (await server.EventsAsync(Values(4_000, 100, i => $"\"t{i % 9}\""))).Accepted();

        Assert.InRange(answer.RejectedCount, 100, 400);
        Assert.Equal((100, 0L), (later.Accepted, later.RejectedCount));
        Assert.Equal((ColumnType.Categorical, 2), Column(server));
        SchemaChange change = Assert.Single(server.Catalog.FindModel("m")!.Schema.Changes);
        Assert.Equal((SchemaChangeKind.Widened, "x", "numeric", "categorical"), (change.Kind, change.Column, change.From, change.To));
    }

    [Fact]
    public async Task Whole_numbers_and_then_fractions_are_one_numeric_column()
    {
        await using RunningServer server = await Sending.StartAsync();

        IngestAnswer answer = (await server.EventsAsync(Values(0, 500, i => $"{i}") + Values(500, 500, i => $"{i}.25"))).Accepted();

        Assert.Equal((1_000, 0L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal((ColumnType.Numeric, 1), Column(server));
    }

    [Fact]
    public async Task Numbers_sent_as_texts_throughout_stay_categories_and_none_is_rejected()
    {
        await using RunningServer server = await Sending.StartAsync();
        (await server.EventsAsync(Values(0, 1_000, i => $"\"{i % 50}\""))).Accepted();

        IngestAnswer answer = (await server.EventsAsync(Values(1_000, 1_000, i => i % 2 == 0 ? $"\"{i % 50}\"" : $"{i % 50}"))).Accepted();

        Assert.Equal((1_000, 0L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal((ColumnType.Categorical, 1), Column(server));
    }

    [Fact]
    public async Task A_numeric_column_reads_numbers_that_come_as_texts()
    {
        await using RunningServer server = await Sending.StartAsync();
        (await server.EventsAsync(Values(0, 100, i => $"{i}"))).Accepted();

        IngestAnswer answer = (await server.EventsAsync(Values(100, 1, _ => "\"41\"") + Values(101, 1, _ => "\" -2.5e3 \"") + Values(102, 1,
            _ => "\"12a\"")
            + Values(103, 1, _ => "\"123456789012345678901\""))).Accepted();

        Assert.Equal((2, 2L), (answer.Accepted, answer.RejectedCount));
        var slice = Assert.IsType<NumericSlice>(server.Batches()[^1].Columns.Single(c => c.Column.Name == "x"));
        Assert.Equal([41, -2_500], slice.Values.ToArray());
    }

    [Fact]
    public async Task A_column_known_from_before_a_restart_is_not_turned_by_its_first_wrong_value()
    {
        var catalog = new Testing.InMemoryCatalog();
        await using (RunningServer first = await RunningServer.StartAsync(catalog: catalog)) (await first.EventsAsync(Values(0, 100,
            i => $"{i}"))).Accepted();

        await using RunningServer second = await RunningServer.StartAsync(catalog: catalog);
        IngestAnswer answer = (await second.EventsAsync(Values(100, 1, _ => "\"oops\""))).Accepted();

        Assert.Equal((0, 1L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal((ColumnType.Numeric, 1), Column(second));
    }

    [Fact]
    public async Task Rows_read_while_a_person_chose_a_narrower_type_are_to_be_sent_again()
    {
        await using RunningServer server = await Sending.StartAsync();
        (await server.EventsAsync(Values(0, 10, _ => "\"a\""))).Accepted();
        ModelDefinition model = server.Catalog.FindModel("m")!;
        var bounds = new Server.Ingest.Events.LiveModel("m", model, [], () => [], _ => { });
        using var batches = new Server.Ingest.Events.EventBatches(bounds, model, new Server.Ingest.Sessions.SchemaKeeper(server.Catalog),
            Decoded.Received, [], Plumbline.Engine.Storage.DayRanges.None);
        new Server.Ingest.Json.JsonBodyRows(batches.Rows, Server.Ingest.Json.JsonLayout.Lines)
            .Read("{\"id\":\"n\",\"features\":{\"x\":\"a\"}}\n"u8, true);
        Schema numeric = model.Schema.Columns with { Columns = [.. model.Schema.Columns.Columns.Select(c => c.Name == "x"
            ? c with { Type = ColumnType.Numeric } : c)] };
        server.Catalog.UpdateModel(model, model with { Revisions = [.. model.Revisions,
            new SchemaRevision(2, numeric, Decoded.Received, [])] });

        var wrong = Assert.Throws<Server.Ingest.Sessions.IngestFaultException>(() => batches.Take());

        Assert.Equal((409, "x"), (wrong.Fault.Status, wrong.Fault.Field));
    }

    static (ColumnType Type, int Revision) Column(RunningServer server)
    {
        SchemaRevision schema = server.Catalog.FindModel("m")!.Schema;
        return (schema.Columns.Find("x")!.Type, schema.Number);
    }

    static string Values(int first, int count, Func<int, string> value) =>
        string.Concat(Enumerable.Range(first, count).Select(i => $"{{\"id\":\"v{i}\",\"features\":{{\"x\":{value(i)}}}}}\n"));
}
