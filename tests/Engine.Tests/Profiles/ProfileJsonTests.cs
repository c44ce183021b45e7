using System.Text;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Tests.Reports;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Profiles;

public sealed class ProfileJsonTests
{
    [Fact]
    public void A_profile_read_back_writes_the_same_bytes()
    {
        var profile = DatasetProfiles.Build(ProfileTests.Churn(3_000, 1), null, 1, null, CancellationToken.None);
        byte[] written = Written(profile);

        var back = ProfileJson.Read(new MemoryStream(written), "p.json");

        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(Written(back)));
        Assert.Equal(profile.BinSetFingerprint, back.BinSetFingerprint);
        Assert.Equal((profile.From, profile.To, profile.Rows), (back.From, back.To, back.Rows));
    }

    [Fact]
    public void The_written_form_is_the_golden_file()
    {
        string golden = Repository.Path("tests", "Engine.Tests", "Profiles", "profile.golden.json");

        string written = Encoding.UTF8.GetString(Written(Golden()));

        if (Environment.GetEnvironmentVariable("PLUMBLINE_UPDATE_GOLDEN") == "1") File.WriteAllText(golden, written + "\n");
        Assert.Equal(GoldenText.Rounded(File.ReadAllText(golden).TrimEnd()), GoldenText.Rounded(written));
    }

    [Fact]
    public void The_golden_file_can_be_read()
    {
        using var file = File.OpenRead(Repository.Path("tests", "Engine.Tests", "Profiles", "profile.golden.json"));

        var profile = ProfileJson.Read(file, "profile.golden.json");

        Assert.Equal(Golden().BinSetFingerprint, profile.BinSetFingerprint);
        Assert.Equal(40, profile.Rows);
    }

    [Fact]
    public void A_file_from_before_ranges_can_be_read_and_keeps_its_bin_set()
    {
        const string Before = "profile-before-ranges.golden.json";
        byte[] written = File.ReadAllBytes(Repository.Path("tests", "Engine.Tests", "Profiles", Before));

        var profile = ProfileJson.Read(new MemoryStream(written), Before);

        Assert.Equal(GoldenText.Rounded(Encoding.UTF8.GetString(written).TrimEnd()),
            GoldenText.Rounded(Encoding.UTF8.GetString(Written(profile))));
        Assert.NotEqual(Golden().BinSetFingerprint, profile.BinSetFingerprint);
    }

    [Fact]
    public void Any_truncation_gives_a_clear_error()
    {
        byte[] written = Written(Golden());

        foreach (int length in Enumerable.Range(0, written.Length - 1))
        {
            var problem = Assert.Throws<ProfileException>(() => ProfileJson.Read(new MemoryStream(written[..length]), "cut.json"));
            Assert.StartsWith("cut.json is cut short or damaged", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_unknown_version_is_named()
    {
        string newer = Encoding.UTF8.GetString(Written(Golden())).Replace("profile/1", "profile/2", StringComparison.Ordinal);

        var problem = Assert.Throws<ProfileException>(() => Read(newer));

        Assert.Equal("p.json is a profile of version 'plumbline/profile/2', this program reads 'plumbline/profile/1'", problem.Message);
    }

    [Theory]
    [InlineData("[1,2]")]
    [InlineData("{\"columns\":[]}")]
    [InlineData("\"text\"")]
    public void Other_json_is_not_a_profile(string text)
    {
        var problem = Assert.Throws<ProfileException>(() => Read(text));

        Assert.StartsWith("p.json is not a profile", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_that_do_not_add_up_name_the_column()
    {
        string damaged = Encoding.UTF8.GetString(Written(Golden())).Replace("\"counts\":[", "\"counts\":[7,", StringComparison.Ordinal);

        var problem = Assert.Throws<ProfileException>(() => Read(damaged));

        Assert.StartsWith("p.json: column n is damaged", problem.Message, StringComparison.Ordinal);
    }

    static DatasetProfile Golden() => DatasetProfiles.Build(Some.Dataset(
        ("n", Enumerable.Range(0, 40).Select(i => i % 7 == 0 ? double.NaN : i * .5).ToArray()),
        ("c", Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? "<b>" : i % 3 == 1 ? "=1+1" : "NO").ToArray())), null, 1, null,
            CancellationToken.None);

    static byte[] Written(DatasetProfile profile)
    {
        var stream = new MemoryStream();
        ProfileJson.Write(profile, stream);
        return stream.ToArray();
    }

    static DatasetProfile Read(string text) => ProfileJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "p.json");
}
