using System.Text.Json;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Commands;

public sealed class ProfileCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly string _reference;
    readonly string _moved;

    public ProfileCommandTests()
    {
        _reference = _folder.Write("reference.csv", Rows.Csv(600));
        _moved = _folder.Write("moved.csv", Rows.Csv(600, seed: 2, shift: 2));
    }

    [Fact]
    public void Profiles_stand_in_for_files_with_the_same_verdicts()
    {
        string reference = Profile(_reference, "r.json"), current = Profile(_moved, "c.json", "--reference", reference);

        JsonElement ofRows = Json(_reference, _moved), ofProfiles = Json(reference, current);

        Assert.Equal(Verdicts(ofRows), Verdicts(ofProfiles));
        Assert.True(ofProfiles.GetProperty("reference").GetProperty("is_profile").GetBoolean());
    }

    [Fact]
    public void A_profile_can_be_the_reference_of_rows()
    {
        string reference = Profile(_reference, "r.json");

        JsonElement report = Json(reference, _moved);

        Assert.Equal("drift", report.GetProperty("summary").GetProperty("verdict").GetString());
    }

    [Fact]
    public void Merged_profiles_hold_the_rows_of_both()
    {
        string reference = Profile(_reference, "r.json");
        string a = Profile(_moved, "a.json", "--reference", reference, "--current-rows", ":200"),
            b = Profile(_moved, "b.json", "--reference", reference, "--current-rows", "200:");
        string merged = Path.Combine(_folder.Path, "m.json");

        Run run = Run.Of("profile", "merge", a, b, "--output", merged);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Verdicts(Json(reference, Profile(_moved, "c.json", "--reference", reference))), Verdicts(Json(reference, merged)));
        Assert.Equal(600, Json(reference, merged).GetProperty("current").GetProperty("rows").GetInt64());
    }

    [Fact]
    public void A_damaged_profile_is_named()
    {
        string profile = Profile(_reference, "r.json");
        File.WriteAllText(profile, File.ReadAllText(profile)[..700]);

        Run run = Run.Of("report", "--reference", profile, "--current", _moved);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("r.json", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of Plumbline", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Profiles_on_different_bin_sets_do_not_merge()
    {
        string a = Profile(_reference, "a.json"), b = Profile(_moved, "b.json");

        Run run = Run.Of("profile", "merge", a, b);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(b, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Merging_what_is_no_profile_is_refused()
    {
        Run run = Run.Of("profile", "merge", _reference, _moved);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"{_reference}: is not a profile; make one with 'plumbline profile", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_input_is_never_the_output()
    {
        Run run = Run.Of("profile", _reference, "--output", _reference);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("amount,", File.ReadAllText(_reference), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    string Profile(string file, string name, params string[] more)
    {
        string output = Path.Combine(_folder.Path, name);
        Run run = Run.Of(["profile", file, "--output", output, .. more]);
        Assert.True(run.ExitCode == 0, run.Error);
        return output;
    }

    static JsonElement Json(string reference, string current)
    {
        Run run = Run.Of("report", "--reference", reference, "--current", current, "--format", "json");
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Out).RootElement;
    }

    static IEnumerable<(string?, string?)> Verdicts(JsonElement report) =>
        report.GetProperty("columns").EnumerateArray()
            .Select(c => (c.GetProperty("name").GetString(), c.GetProperty("drift").GetProperty("verdict").GetString()));
}
