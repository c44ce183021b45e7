using System.Globalization;
using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Protocol.Ingest;
using Plumbline.Server.Tests.Hosting;

namespace Plumbline.Server.Tests.Ingest.Files;

public sealed class FileRowsTests
{
    const string Churn = """
        id,time,age,plan,is_new,embedding,prediction,score,region,batch,latency_ms,note
        a1,2026-03-01T10:00:00Z,41,gold,true,"[0.5, 1]",1,0.9,north,b7,3.5,"said ""no"", twice"
        a2,2026-03-01 11:00:00+01:00,NA,free,false,"[1, 2]",0,0.1,south,b7,4,"two
        lines"

        a3,2026-03-01 10:00:00,inf,,true,,1,0.7,north,b8,5,
        """;

    [Theory]
    [InlineData("text/csv", ",", false)]
    [InlineData("text/csv; charset=utf-8", ";", true)]
    [InlineData("text/tab-separated-values", "\t", true)]
    public async Task A_text_becomes_the_events_its_rows_are(string type, string delimiter, bool gzip)
    {
        await using RunningServer server = await Sending.StartAsync();
        string text = "\uFEFF" + (delimiter == "," ? Churn : Delimited(delimiter)).ReplaceLineEndings("\r\n");

        IngestAnswer answer = (await server.RowsAsync("events?segment=region&tag=batch,note",
            gzip ? Sending.Gzip(text) : Encoding.UTF8.GetBytes(text),
            type, gzip: gzip)).Accepted();

        Assert.Equal((3, 0L), (answer.Accepted, answer.RejectedCount));
        ColumnBatch batch = Assert.Single(server.Batches());
        Assert.Equal(["a1", "a2", "a3"], Ids(batch));
        Assert.Single(batch.Times.ToArray().Distinct());
        ModelDefinition model = server.Catalog.FindModel("m")!;
        Assert.Equal(["age:Numeric", "plan:Categorical", "is_new:Boolean", "embedding:Vector"],
            model.Schema.Columns.Columns.Where(c => c.Role == ColumnRole.Feature).Select(c => $"{c.Name}:{c.Type}"));
        Assert.Equal(["region"], model.Schema.Columns.Segments);
        var age = Assert.IsType<NumericSlice>(Slice(batch, "age"));
        Assert.Equal([41, double.NaN, double.PositiveInfinity], age.Values.ToArray());
        Assert.Equal(1, age.Missing.BySpelling["NA"]);
        Assert.Equal([3.5, 4, 5], Assert.IsType<NumericSlice>(Slice(batch, "latency_ms")).Values.ToArray());
        Assert.Contains("two\\r\\nlines", Encoding.UTF8.GetString(batch.Tags![1]), StringComparison.Ordinal);
        Assert.Contains("said \\\"no\\\", twice", Encoding.UTF8.GetString(batch.Tags![0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_and_json_make_the_same_rows()
    {
        await using RunningServer server = await Sending.StartAsync();

        (await server.RowsAsync("events",
            "id,time,age,plan,prediction,segments.region\n1,2026-03-01T00:00:00Z,41,gold,yes,north\n"u8.ToArray(), "text/csv")).Accepted();
        (await server.EventsAsync("""
            {"id":"1","time":"2026-03-01T00:00:00Z","features":{"age":41,"plan":"gold"},"prediction":"yes","segments":{"region":"north"}}
            """)).Accepted();

        ColumnBatch[] batches = [.. server.Batches()];
        Assert.Equal(Decoded(batches[0]), Decoded(batches[1]));
    }

    [Fact]
    public async Task A_broken_row_is_rejected_alone_with_its_number_field_and_reason()
    {
        await using RunningServer server = await Sending.StartAsync();
        string good = string.Concat(Enumerable.Range(0, 20).Select(i => $"g{i},2026-03-01T00:00:00Z,{i},0.5\n"));
        string text = "id,time,x,score\n" + good + "b0,2026-03-01T00:00:00Z,twelve,0.5\nb1,yesterday,1,0.5\nb2,2026-03-01T00:00:00Z,1\n"
            + "b3,2026-03-01T00:00:00Z,1,high\nb4,,1,0.5\n" + new string('x',
                300) + ",2026-03-01T00:00:00Z,1,0.5\nok,2026-03-01T00:00:00Z,1,0.5\n"
            + "future,2126-03-01T00:00:00Z,1,0.5\n";

        IngestAnswer answer = (await server.RowsAsync("events", Encoding.UTF8.GetBytes(text), "text/csv")).Accepted();

        Assert.Equal((21, 7L), (answer.Accepted, answer.RejectedCount));
        Assert.Equal([(20L, "features.x"), (21L, "time"), (22L, ""), (23L, "score"), (24L, "time"), (25L, "id"), (27L, "time")],
            answer.Rejected.Select(r => (r.Index, r.Field)));
        Assert.Contains("numbers", answer.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Contains("twelve", answer.Rejected[0].Reason, StringComparison.Ordinal);
        Assert.Contains("3 values", answer.Rejected[2].Reason, StringComparison.Ordinal);
        Assert.Equal(21, server.Batches().Sum(b => b.Count));
    }

    [Fact]
    public async Task Times_without_an_offset_are_of_the_zone_and_epochs_are_times()
    {
        await using RunningServer server = await Sending.StartAsync();
        string text = "event_id,when,x\n1,2026-01-01 01:00:00,1\n2,2026-01-01T00:00:00Z,2\n3,1767225600,3\n4,1767225600000,4\n";

        (await server.RowsAsync("events?time=when&timezone=Europe/Berlin", Encoding.UTF8.GetBytes(text), "text/csv")).Accepted();

        ColumnBatch batch = Assert.Single(server.Batches());
        Assert.All(batch.Times.ToArray(), t => Assert.Equal(1_767_225_600_000_000, t));
    }

    [Fact]
    public async Task Columns_go_where_the_address_or_their_names_say()
    {
        await using RunningServer server = await Sending.StartAsync();
        string text = "row;ts;answer;p_no;p_yes;weight;ms;build;features.age;tags.job;camera;skip\n"
            + "r1;2026-03-01 00:00:00;no;0,75;0,25;2;17;v3;3,5;j1;c1;x\nr2;2026-03-01 00:00:01;yes;0,5;0,5;2;18;v3;4,5;j1;c2;x\n";

        (await server.RowsAsync("events?id=row&prediction=answer&score=no=p_no,yes=p_yes&latency=ms&version=build&segment=camera&ignore=skip",
            Encoding.UTF8.GetBytes(text), "text/csv")).Accepted();

        ColumnBatch batch = Assert.Single(server.Batches());
        Assert.Equal(["r1", "r2"], Ids(batch));
        Assert.Equal(["age:Feature", "camera:Segment", "latency_ms:Latency", "prediction:Prediction", "score.no:Score", "score.yes:Score",
            "version:Version",
            "weight:Weight"], batch.Columns.Select(c => $"{c.Column.Name}:{c.Column.Role}").Order(StringComparer.Ordinal));
        Assert.Equal([3.5, 4.5], Assert.IsType<NumericSlice>(Slice(batch, "age")).Values.ToArray());
        Assert.Equal([.75, .5], Assert.IsType<NumericSlice>(Slice(batch, "score.no")).Values.ToArray());
        Assert.Equal("""{"job":"j1"}""", Encoding.UTF8.GetString(batch.Tags![0]));
    }

    [Fact]
    public async Task More_rows_than_a_request_of_json_may_have_come_in_batches_and_twice_they_are_duplicates()
    {
        await using RunningServer server = await Sending.StartAsync();
        byte[] text = Encoding.UTF8.GetBytes("id,time,x\n" + string.Concat(Enumerable.Range(0, 210_000)
            .Select(i => $"e{i},2026-03-01T00:00:00Z,{i}\n")));

        IngestAnswer first = (await server.RowsAsync("events", text, "text/csv")).Accepted();
        IngestAnswer again = (await server.RowsAsync("events", text, "text/csv")).Accepted();

        Assert.Equal((210_000, 0), (first.Accepted, first.Duplicates));
        Assert.Equal((0, 210_000), (again.Accepted, again.Duplicates));
        Assert.All(server.Batches(), b => Assert.InRange(b.Count, 1, 5_000));
    }

    [Fact]
    public async Task Truths_come_as_a_file_and_other_columns_are_passed_over_only_when_said()
    {
        await using RunningServer server = await Sending.StartAsync();
        (await server.EventsAsync("""{"id":"1","prediction":"yes"}""")).Accepted();
        byte[] text =
            "id,label,time,age\n1,yes,2026-03-01T00:00:00Z,41\n2,,2026-03-01T00:00:00Z,41\n3,no,2026-03-01T00:00:00Z,41\n"u8.ToArray();

        IngestProblem unsaid = (await server.RowsAsync("truths", text, "text/csv")).Failed(422);
        IngestAnswer said = (await server.RowsAsync("truths?ignore=*&id=id&truth=label&time=time", text, "text/csv")).Accepted();

        Assert.Contains("'age'", unsaid.Detail, StringComparison.Ordinal);
        Assert.Equal((2, 1L), (said.Accepted, said.RejectedCount));
        Assert.Equal((1L, "truth"), (said.Rejected[0].Index, said.Rejected[0].Field));
    }

    static string Delimited(string delimiter) => string.Join("\n", [
        string.Join(delimiter, ["id", "time", "age", "plan", "is_new", "embedding", "prediction", "score", "region", "batch", "latency_ms",
            "note"]),
        string.Join(delimiter, ["a1", "2026-03-01T10:00:00Z", "41", "gold", "true", "[0.5 1]", "1", "0.9", "north", "b7", "3.5",
            "\"said \"\"no\"\", twice\""]),
        string.Join(delimiter, ["a2", "2026-03-01 11:00:00+01:00", "NA", "free", "false", "[1 2]", "0", "0.1", "south", "b7", "4",
            "\"two\nlines\""]),
        string.Join(delimiter, ["a3", "2026-03-01 10:00:00", "inf", "", "true", "", "1", "0.7", "north", "b8", "5", ""]),
    ]);

    static string[] Ids(ColumnBatch batch) => [.. Enumerable.Range(0, batch.Count).Select(i => Encoding.UTF8.GetString(batch.Ids[i]))];

    static ColumnSlice Slice(ColumnBatch batch, string name) => batch.Columns.Single(c => c.Column.Name == name);

    static IEnumerable<string> Decoded(ColumnBatch batch) =>
        batch.Columns.OrderBy(c => c.Column.Name, StringComparer.Ordinal).Select(c => c switch
    {
        NumericSlice n => $"{c.Column} {string.Join(',', n.Values.ToArray().Select(v => v.ToString(CultureInfo.InvariantCulture)))}",
        CategoricalSlice s => $"{c.Column} {string.Join(',', s.Codes.ToArray().Select(v => v < 0 ? "" : s.Categories[v]))}",
        _ => throw new InvalidOperationException(c.Column.Name),
    }).Append(string.Join(',', Ids(batch))).Append(string.Join(',', batch.Times.ToArray()));
}
