using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Commands;

/// <summary>Every kind of bad input, as a user meets it: a message that says what and where, exit code 2 when nothing can be said, and a
/// whole report for the rest otherwise.</summary>
public sealed class BadInputTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly string _good;

    public BadInputTests() => _good = _folder.Write("good.csv", Rows.Csv(400));

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        Run run = Report(_good, Path.Combine(_folder.Path, "god.csv"));

        Refuses(run, "god.csv");
    }

    [Fact]
    public void A_folder_is_refused() => Refuses(Report(_good, _folder.Path), _folder.Path);

    [Fact]
    public void A_pattern_that_matches_nothing_is_named() => Refuses(Report(_good, Path.Combine(_folder.Path, "*.parquet")), "*.parquet");

    [Fact]
    public void An_empty_file_is_named() => Refuses(Report(_good, _folder.Write("empty.csv", "")), "empty.csv", "empty");

    [Fact]
    public void A_header_without_rows_is_said_to_have_no_rows() =>
        Refuses(Report(_good, _folder.Write("bare.csv", "amount,kind,flag\n")), "bare.csv");

    [Fact]
    public void A_truncated_gzip_file_is_named()
    {
        byte[] whole = Gzip(Rows.Csv(2000));
        string cut = Path.Combine(_folder.Path, "cut.csv.gz");
        File.WriteAllBytes(cut, whole[..(whole.Length / 2)]);

        Refuses(Report(_good, cut), "cut.csv.gz");
    }

    [Fact]
    public void A_binary_file_is_named()
    {
        string binary = Path.Combine(_folder.Path, "photo.csv");
        File.WriteAllBytes(binary, [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 255, 254,
            .. Enumerable.Range(0, 4000).Select(i => (byte)(i * 7))]);

        Refuses(Report(_good, binary), "photo.csv");
    }

    [Fact]
    public void A_damaged_parquet_file_is_named()
    {
        string damaged = _folder.Write("data.parquet", "PAR1 this is not really one PAR1");

        Refuses(Report(damaged, _good), "data.parquet");
    }

    [Fact]
    public void Sets_without_a_common_column_are_refused()
    {
        Run run = Report(_good, _folder.Write("other.csv", "x,y\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},{i}\n"))));

        Refuses(run, "column");
    }

    [Fact]
    public void A_column_named_by_a_flag_that_is_not_there_is_named_with_its_neighbour()
    {
        Run run = Report(_good, _good, "--target", "flga");

        Refuses(run, "flga", "flag");
    }

    [Fact]
    public void Another_delimiter_is_recognised()
    {
        string semicolons = _folder.Write("semi.csv", Rows.Csv(400, 2).Replace(',', ';'));

        Run run = Report(_good, semicolons);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("amount", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Ragged_rows_are_counted_and_the_rest_is_compared()
    {
        string ragged = _folder.Write("ragged.csv", Rows.Csv(400, 2) + "1,2\n1,2,3,4,5\n");

        JsonElement report = Json(Report(_good, ragged, "--format", "json"));

        Assert.Equal(2, report.GetProperty("current").GetProperty("refused").GetInt64());
        Assert.Contains("refused_rows", FailedChecks(report));
    }

    [Fact]
    public void Duplicate_column_names_are_told_apart()
    {
        string twice = _folder.Write("twice.csv", Rows.Csv(400).Replace("amount,kind,flag", "amount,kind,kind", StringComparison.Ordinal));

        JsonElement report = Json(Report(twice, twice, "--format", "json"));

        Assert.Equal(3, report.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()).Distinct().Count());
        Assert.Contains(report.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains("kind", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("inf")]
    [InlineData("-inf")]
    [InlineData("7")]
    [InlineData("1e308")]
    [InlineData("\"<b>x</b>\"")]
    public void A_degenerate_column_does_not_harm_its_neighbours(string value)
    {
        string reference = _folder.Write("r.csv", Rows.CsvWith("odd", _ => value));
        string current = _folder.Write("c.csv", Rows.CsvWith("odd", _ => value, seed: 2));

        JsonElement report = Json(Report(reference, current, "--format", "json"));

        Assert.Equal("stable", Verdict(report, "amount"));
        Assert.Equal("stable", Verdict(report, "kind"));
        Assert.NotEqual("drift", Verdict(report, "odd"));
    }

    [Theory]
    [InlineData("", "drift")]
    [InlineData("text", "drift")]
    public void A_column_that_lost_its_values_has_drifted_and_says_why(string value, string verdict)
    {
        string reference = _folder.Write("r.csv", Rows.CsvWith("odd", i => $"{i}.5"));
        string current = _folder.Write("c.csv", Rows.CsvWith("odd", _ => value, seed: 2));

        JsonElement report = Json(Report(reference, current, "--format", "json"));

        Assert.Equal(verdict, Verdict(report, "odd"));
        Assert.NotEqual(0, Column(report, "odd").GetProperty("drift").GetProperty("reasons").GetArrayLength());
        Assert.Equal("stable", Verdict(report, "amount"));
    }

    [Fact]
    public void One_row_is_too_little_data()
    {
        string one = _folder.Write("one.csv", Rows.Csv(1));

        JsonElement report = Json(Report(_good, one, "--format", "json"));

        Assert.Equal("insufficient_data", report.GetProperty("summary").GetProperty("verdict").GetString());
    }

    [Fact]
    public void A_categorical_with_very_many_values_stays_small_and_judged()
    {
        string reference = _folder.Write("r.csv", Rows.CsvWith("code", i => $"v{i % 20_000}", rows: 40_000));
        string current = _folder.Write("c.csv", Rows.CsvWith("code", i => $"v{i % 20_000}", rows: 40_000, seed: 2));

        Run run = Report(reference, current, "--format", "json", "--categorical", "code");

        Assert.Equal("stable", Verdict(Json(run), "amount"));
        Assert.InRange(run.Out.Length, 1, 1_000_000);
    }

    [Fact]
    public void Invalid_UTF8_is_read_and_said()
    {
        string file = Path.Combine(_folder.Path, "latin.csv");
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes(Rows.CsvWith("city", i => i % 2 == 0 ? "Zürich" : "Genève")));

        Run run = Report(file, file, "--format", "json");

        Assert.True(run.ExitCode is 0 or 2);
        if (run.ExitCode == 2) Refuses(run, "latin.csv");
        else Assert.Equal("stable", Verdict(Json(run), "amount"));
    }

    [Fact]
    public void Mixed_types_are_counted_with_their_line()
    {
        string reference = _folder.Write("r.csv", Rows.CsvWith("level", i => $"{i}.5"));
        string current = _folder.Write("c.csv", Rows.CsvWith("level", i => i % 50 == 0 ? "oops" : $"{i}.5", seed: 2));

        JsonElement report = Json(Report(reference, current, "--format", "json"));

        Assert.Equal(8, Column(report, "level").GetProperty("current").GetProperty("unreadable").GetInt64());
        Assert.Contains("type", FailedChecks(report));
    }

    [Fact]
    public void NO_the_country_is_a_value_and_NA_the_region_can_be()
    {
        string reference = _folder.Write("r.csv", Rows.CsvWith("country", i => i % 2 == 0 ? "NO" : "NA"));

        JsonElement usual = Json(Report(reference, reference, "--format", "json"));
        JsonElement told = Json(Report(reference, reference, "--format", "json", "--missing", "missing"));

        Assert.Equal(200, Column(usual, "country").GetProperty("reference").GetProperty("missing").GetInt64());
        Assert.Contains(usual.GetProperty("warnings").EnumerateArray(), w => w.GetString()!.Contains("NA", StringComparison.Ordinal));
        Assert.Equal(0, Column(told, "country").GetProperty("reference").GetProperty("missing").GetInt64());
    }

    [Fact]
    public void One_and_one_point_zero_are_the_same_category()
    {
        string reference = _folder.Write("r.csv", Rows.CsvWith("grade", i => $"{i % 3}"));
        string current = _folder.Write("c.csv", Rows.CsvWith("grade", i => $"{i % 3}.0", seed: 2));

        JsonElement report = Json(Report(reference, current, "--format", "json", "--categorical", "grade"));

        Assert.Equal("stable", Verdict(report, "grade"));
    }

    [Fact]
    public void A_target_of_one_class_gives_a_report_with_reasons()
    {
        string scored = _folder.Write("one-class.csv", Rows.Scored(400).Replace(",no\n", ",yes\n", StringComparison.Ordinal));

        Run run = Report(scored, scored, "--target", "label", "--score", "p", "--positive", "yes");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("class", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_outside_0_and_1_are_said_and_the_rest_is_measured()
    {
        string scored = _folder.Write("logits.csv", Rows.Scored(400).Replace(",0.", ",10.", StringComparison.Ordinal));

        Run run = Report(scored, scored, "--target", "label", "--score", "p", "--prediction", "answer");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("scores outside [0, 1]", run.Out.Replace('\n', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_values_of_any_kind_stay_text()
    {
        const string name = "\"'; DROP TABLE x; -- <script>$(rm -rf)`|%s\u001b[31m\"";
        string[] values = ["=HYPERLINK(1)", "+cmd|' /C calc'!A0", "<img src=x onerror=alert(1)>", "'; DROP TABLE y; --", "$(reboot)",
            "\u001b]0;t\u0007"];
        string file = _folder.Write("hostile.csv", Rows.CsvWith(name, i => $"\"{values[i % values.Length]}\""));

        Run text = Report(file, file);
        Run html = Report(file, file, "--format", "html");
        JsonElement json = Json(Report(file, file, "--format", "json"));

        Assert.Equal((0, 0), (text.ExitCode, html.ExitCode));
        Assert.DoesNotContain('\u001b', text.Out);
        Assert.DoesNotContain("<img src=x", html.Out, StringComparison.Ordinal);
        Assert.Contains(json.GetProperty("columns").EnumerateArray(),
            c => c.GetProperty("name").GetString()!.Contains("DROP TABLE x; -- <script>$(rm -rf)`|%s", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    static Run Report(string reference, string current, params string[] more) =>
        Run.Of(["report", "--reference", reference, "--current", current, .. more]);

    static void Refuses(Run run, params string[] named)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Out);
        Assert.DoesNotContain("fault of Plumbline", run.Error, StringComparison.Ordinal);
        Assert.All(named, n => Assert.Contains(n, run.Error, StringComparison.Ordinal));
    }

    static JsonElement Json(Run run)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    static JsonElement Column(JsonElement report, string name) =>
        report.GetProperty("columns").EnumerateArray().First(c => c.GetProperty("name").GetString() == name);

    static string? Verdict(JsonElement report, string name) => Column(report, name).GetProperty("drift").GetProperty("verdict").GetString();

    static IEnumerable<string?> FailedChecks(JsonElement report) =>
        report.GetProperty("integrity").EnumerateArray().Where(c => !c.GetProperty("passed").GetBoolean())
            .Select(c => c.GetProperty("check").GetString());

    static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
