using Plumbline.Protocol.Ingest;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Ingest;

public sealed class IdempotencyTests
{
    [Fact]
    public async Task The_same_key_and_body_get_the_first_answer_without_a_second_append()
    {
        await using RunningServer server = await Sending.StartAsync();
        const string body = "{\"features\":{\"x\":1}}\nbroken\n";
        Answer first = await server.EventsAsync(body, key: "k1"), second = await server.EventsAsync(body, key: "k1");

        Assert.Equal((1, 1L), (first.Accepted().Accepted, first.Accepted().RejectedCount));
        Assert.Equal(first.Text, second.Text);
        Assert.Single(server.Batches());
    }

    [Fact]
    public async Task The_same_key_with_another_body_or_elsewhere_is_rejected()
    {
        await using RunningServer server = await Sending.StartAsync();
        (await server.EventsAsync(Sending.Lines(1), key: "k1")).Accepted();

        Assert.Equal("urn:plumbline:problem:idempotency_key", (await server.EventsAsync(Sending.Lines(2), key: "k1")).Failed(422).Type);
        (await server.RowsAsync("metrics", System.Text.Encoding.UTF8.GetBytes(Sending.Lines(1)), key: "k1")).Failed(422);
        Assert.Single(server.Batches());
    }

    [Fact]
    public async Task An_answer_that_cannot_be_kept_is_given_all_the_same_and_counted()
    {
        await using RunningServer server = await Sending.StartAsync();
        server.Catalog.KeepsNoAnswers = true;
        IngestAnswer first = (await server.EventsAsync(Sending.Lines(3), key: "k1")).Accepted();
        IngestAnswer second = (await server.EventsAsync(Sending.Lines(3), key: "k1")).Accepted();

        string metrics = (await server.SendAsync(HttpMethod.Get, "/metrics")).Text;

        Assert.Equal((3, 0L), (first.Accepted, first.Duplicates));
        Assert.Equal((0, 3L), (second.Accepted, second.Duplicates));
        Assert.Contains("plumbline_ingest_answers_not_kept_total 2", metrics, StringComparison.Ordinal);
        Assert.Contains("plumbline_ingest_rows_total{kind=\"events\",outcome=\"accepted\"} 3", metrics, StringComparison.Ordinal);
        Assert.Contains("plumbline_ingest_rows_total{kind=\"events\",outcome=\"duplicate\"} 3", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_forgotten_after_a_day()
    {
        var time = new FakeTime();
        await using RunningServer server = await Sending.StartAsync(time);
        (await server.EventsAsync(Sending.Lines(1), key: "k1")).Accepted();
        time.Advance(TimeSpan.FromHours(25));

        Assert.Equal(1, (await server.EventsAsync(Sending.Lines(1), key: "k1")).Accepted().Duplicates);
    }

    [Fact]
    public async Task An_answer_that_failed_is_not_remembered_and_ids_made_by_the_key_come_again()
    {
        await using RunningServer server = await Sending.StartAsync();
        const string half = "[{\"features\":{\"x\":1}},";

        Assert.Equal(1, (await server.EventsAsync(half, "application/json", "k1")).Failed(400).Accepted);
        IngestAnswer whole = (await server.EventsAsync(half + "{\"features\":{\"x\":2}}]", "application/json", "k1")).Accepted();

        Assert.Equal((1, 1), (whole.Accepted, whole.Duplicates));
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("")]
    public async Task A_key_that_cannot_be_one_is_400(string key)
    {
        await using RunningServer server = await Sending.StartAsync();

        (await server.EventsAsync(Sending.Lines(1), key: key)).Failed(400);
    }
}
