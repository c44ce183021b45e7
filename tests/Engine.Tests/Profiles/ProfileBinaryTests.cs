using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;
using Plumbline.Statistics;
using Plumbline.Statistics.Bins;
using Plumbline.Statistics.Descriptive;
using Plumbline.Statistics.Sketches;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Profiles;

public sealed class ProfileBinaryTests
{
    [Fact]
    public void A_profile_read_back_writes_the_same_bytes_and_the_same_json()
    {
        foreach (var profile in Profiles())
        {
            byte[] bytes = ProfileBinary.Write(profile);

            var back = ProfileBinary.Read(bytes, ProfileBins.FromBytes(ProfileBins.Of(profile).ToBytes()));

            Assert.Equal(bytes, ProfileBinary.Write(back));
            Assert.Equal(Json(profile), Json(back));
            Assert.Equal((profile.From, profile.To, profile.Path), (back.From, back.To, back.Path));
            Assert.Equal(profile.BinSetFingerprint, back.BinSetFingerprint);
            Assert.Equal(ProfileFingerprint.Of(profile), ProfileFingerprint.Of(back));
        }
    }

    [Fact]
    public void What_json_cannot_hold_survives()
    {
        var column = Numbers(new MomentsState(2, 1e300, double.PositiveInfinity, double.NaN, double.NegativeInfinity, -0.0, 5e-324, 3, 4));
        var on = new ProfileBinsColumn(column.Column, column.Content.Cells);

        var back = (ColumnContent.Numbers)ProfileBinary.ReadColumn(ProfileBinary.WriteColumn(column), on).Content;

        Assert.Equal(((ColumnContent.Numbers)column.Content).Moments.State, back.Moments.State);
        Assert.True(double.IsNegative(back.Moments.State.Min));
    }

    [Fact]
    public void The_bin_set_comes_back_as_it_was()
    {
        foreach (var profile in Profiles())
        {
            var set = ProfileBins.Of(profile);

            var back = ProfileBins.FromBytes(set.ToBytes());

            Assert.Equal(set.ToBytes(), back.ToBytes());
            Assert.Equal(set.MergeFingerprint, back.MergeFingerprint);
            Assert.Equal(set.Schema.Columns, back.Schema.Columns);
            Assert.Equal(set.Schema.Segments, back.Schema.Segments);
            Assert.Equal(set.Columns, back.Columns);
        }
    }

    [Fact]
    public void Only_the_wanted_columns_are_read()
    {
        var profile = Large();
        var set = ProfileBins.Of(profile);

        var back = ProfileBinary.Read(ProfileBinary.Write(profile), set, i => set.Columns[i].Column.Name == "c");

        Assert.Equal(["c"], back.Columns.Select(c => c.Column.Name));
        Assert.Equal(profile.Rows, back.Rows);
    }

    [Fact]
    public void Without_sketches_everything_else_is_the_same()
    {
        foreach (var profile in Profiles())
        {
            var bins = ProfileBins.Of(profile);
            var without = profile with { Columns = [.. profile.Columns.Select(WithoutSketches)] };

            var whole = ProfileBinary.Read(ProfileBinary.Write(profile), bins, withSketches: false);
            var parts = profile.Columns.Select((c, i) =>
                ProfileBinary.ReadColumn(ProfileBinary.WriteColumn(c, out int end).AsSpan(0, end), bins.Columns[i], withSketches: false));

            Assert.Equal(Json(without), Json(whole));
            Assert.Equal(Json(without), Json(profile with { Columns = [.. parts] }));
        }
    }

    static ColumnProfile WithoutSketches(ColumnProfile column) => column.Content switch
    {
        ColumnContent.Numbers numbers => column with { Content = numbers with { Sketch = null, DistinctSketch = null } },
        ColumnContent.Categories categories => column with { Content = categories with { DistinctSketch = null } },
        _ => column,
    };

    [Theory]
    [InlineData("profile-binary.golden.txt", false)]
    [InlineData("profile-binary-ranged.golden.txt", true)]
    public void The_written_form_is_the_namefile_and_the_namefile_can_be_read(string name, bool hasRanges)
    {
        string file = Repository.Path("tests", "Engine.Tests", "Profiles", name);
        var profile = hasRanges ? Ranged() : Golden();
        string written =
            $"{Convert.ToBase64String(ProfileBins.Of(profile).ToBytes())}\n{Convert.ToBase64String(ProfileBinary.Write(profile))}\n"
            + $"{ProfileFingerprint.Of(profile):x16}\n";
        if (Environment.GetEnvironmentVariable("PLUMBLINE_UPDATE_GOLDEN") == "1") File.WriteAllText(file, written);

        string[] golden = File.ReadAllLines(file);
        var back = ProfileBinary.Read(Convert.FromBase64String(golden[1]), ProfileBins.FromBytes(Convert.FromBase64String(golden[0])));

        Assert.Equal(written.TrimEnd().Split('\n'), golden);
        Assert.Equal(Json(profile), Json(back));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Any_truncation_is_refused(bool hasRanges)
    {
        var whole = hasRanges ? Ranged() : Golden();
        byte[] profile = ProfileBinary.Write(whole), set = ProfileBins.Of(whole).ToBytes();
        var on = ProfileBins.Of(whole);

        for (int length = 0; length < profile.Length; length++)
            Assert.Throws<FormatException>(() => ProfileBinary.Read(profile.AsSpan(0, length), on));
        for (int length = 0; length < set.Length; length++)
            Assert.Throws<FormatException>(() => ProfileBins.FromBytes(set.AsSpan(0, length)));
    }

    [Fact]
    public void A_changed_byte_is_refused_or_gives_another_profile_but_never_another_failure()
    {
        byte[] bytes = ProfileBinary.Write(Ranged());
        var on = ProfileBins.Of(Ranged());
        int refused = 0;
        var random = new SeededRandom(3);
        for (int i = 0; i < bytes.Length; i++)
            for (int times = 0; times < 8; times++)
            {
                byte[] changed = [.. bytes];
                changed[i] = (byte)random.NextInt(256);
                refused += Refuses(() => ProfileBinary.Write(ProfileBinary.Read(changed, on))) ? 1 : 0;
            }
        Assert.InRange(refused, bytes.Length, bytes.Length * 8);
    }

    [Fact]
    public void A_changed_bin_set_is_refused_or_another_one_but_never_another_failure()
    {
        byte[] bytes = ProfileBins.Of(Ranged()).ToBytes();
        var random = new SeededRandom(4);
        int refused = 0;
        for (int i = 0; i < bytes.Length; i++)
            for (int times = 0; times < 8; times++)
            {
                byte[] changed = [.. bytes];
                changed[i] = (byte)random.NextInt(256);
                refused += Refuses(() => ProfileBins.FromBytes(changed)) ? 1 : 0;
            }
        Assert.InRange(refused, bytes.Length, bytes.Length * 8);
    }

    [Fact]
    public void A_profile_on_another_bin_set_is_refused()
    {
        var problem = Assert.Throws<FormatException>(() => ProfileBinary.Read(ProfileBinary.Write(Golden()), ProfileBins.Of(Large())));

        Assert.Contains("columns", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_from_before_ranges_is_not_one_with_a_range()
    {
        Assert.Throws<FormatException>(() => ProfileBinary.Read(ProfileBinary.Write(Golden()), ProfileBins.Of(Ranged())));
        Assert.Throws<FormatException>(() => ProfileBinary.Read(ProfileBinary.Write(Ranged()), ProfileBins.Of(Golden())));
        Assert.NotEqual(ProfileBins.Of(Golden()).MergeFingerprint, ProfileBins.Of(Ranged()).MergeFingerprint);
    }

    [Fact]
    public void The_fingerprint_does_not_see_where_rows_came_from_but_sees_everything_that_judges()
    {
        var profile = Golden();
        ulong fingerprint = ProfileFingerprint.Of(profile);
        var first = profile.Columns[0];

        Assert.Equal(fingerprint, ProfileFingerprint.Of(profile with { Path = "elsewhere" }));
        Assert.NotEqual(fingerprint, ProfileFingerprint.Of(profile with { Rows = profile.Rows + 1 }));
        Assert.NotEqual(fingerprint,
            ProfileFingerprint.Of(profile with { Columns = [first with { Rows = 99 }, .. profile.Columns.Skip(1)] }));
        Assert.NotEqual(fingerprint, ProfileFingerprint.Of(profile with
        {
            Columns = [first with { Column = first.Column with { Role = ColumnRole.Score } }, .. profile.Columns.Skip(1)],
        }));
    }

    static bool Refuses(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (FormatException)
        {
            return true;
        }
    }

    static IEnumerable<DatasetProfile> Profiles()
    {
        yield return Golden();
        yield return Ranged();
        yield return Large();
        yield return DatasetProfiles.Build(ProfileTests.Churn(3_000, 1), null, 1, null, CancellationToken.None);
        yield return DatasetProfiles.Merge(Large(), Large());
        yield return new DatasetProfile { Path = "none", Rows = 0, Schema = new Schema { Columns = [] } };
    }

    static DatasetProfile Large() => DatasetProfiles.Build(Some.Dataset(
        ("x", Some.Normal(20_000, 7)),
        ("c", Enumerable.Range(0, 20_000).Select(i => i % 11 == 0 ? null : $"value {i % 3_000}").ToArray()),
        ("t", Enumerable.Range(0, 20_000).Select(i => DateTimeOffset.UnixEpoch.AddSeconds(i)).ToArray())), null, 1, null,
        CancellationToken.None) with
    { Refused = 3 };

    // By hand, so that no instruction set changes a digit.
    static DatasetProfile Golden()
    {
        var numbers = Numbers(new MomentsState(4, 1.5, 2, .25, 3, 0, 3, 1, 2));
        var cells = new ColumnCells.Categories(["yes", "no", "\u4e2d\u6587"], [7, 9], true, 2);
        var categories = new ColumnProfile
        {
            Column = new ColumnDefinition("c", ColumnRole.Target, ColumnType.Categorical) { Origin = "inferred" },
            Rows = 12,
            Missing = MissingValues.None,
            Unreadable = new UnreadableValues(2, 5, "?"),
            Content = new ColumnContent.Categories
            {
                On = cells,
                Counts = [5, 0, 1],
                Other = 1,
                Unseen = MissingValues.None.BySpelling.Add("", 1).Add("<b>", 1),
                UnseenRest = 1,
                Distinct = 6,
            },
            OwnVariation = .01,
        };
        ColumnProfile[] columns = [numbers, categories, OfTimes(), OfVectors()];
        return new DatasetProfile
        {
            Path = "here",
            Rows = 12,
            Schema = new Schema { Columns = [.. columns.Select(c => c.Column), new("i", ColumnRole.Ignore, ColumnType.Text)],
                Segments = ["c"] },
            From = DateTimeOffset.UnixEpoch,
            To = DateTimeOffset.UnixEpoch.AddDays(1),
            Columns = columns,
        };
    }

    static DatasetProfile Ranged()
    {
        var profile = Golden();
        var numbers = (ColumnContent.Numbers)profile.Columns[0].Content;
        var content = numbers with { On = numbers.On with { Range = new ValueRange(.5, 2) }, Outside = new OutsideRows(1, 1) };
        return profile with { Columns = [profile.Columns[0] with { Content = content }, .. profile.Columns.Skip(1)] };
    }

    static ColumnProfile Numbers(MomentsState moments)
    {
        var distinct = new HyperLogLog();
        distinct.AddRange([1, 2, 3, ulong.MaxValue]);
        long[] counts = moments.Count == 4 ? [1, 2, 1] : [1, 1, 0];
        return new ColumnProfile
        {
            Column = new ColumnDefinition("n", ColumnRole.Feature, ColumnType.Numeric),
            Rows = 12,
            Missing = new MissingValues(MissingValues.None.BySpelling.Add("", 2).Add("NA", 1)),
            Unreadable = UnreadableValues.None,
            Content = new ColumnContent.Numbers
            {
                On = new ColumnCells.Numbers(new NumericBins([0, 2], []), new NumericBins([1.5], [])),
                Counts = [.. counts],
                PsiCounts = moments.Count == 4 ? [2, 2] : [2, 0],
                Moments = new Moments(moments),
                Sketch = QuantileSketch.Exact([0, 1, 2, 3]),
                Distinct = 4,
                DistinctSketch = distinct,
            },
        };
    }

    static ColumnProfile OfTimes() => Plain("t", ColumnRole.Timestamp, ColumnType.Timestamp,
        new ColumnContent.Times(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), 12));

    static ColumnProfile OfVectors() => Plain("v", ColumnRole.Embedding, ColumnType.Vector, new ColumnContent.Vectors(11, 64));

    static ColumnProfile Plain(string name, ColumnRole role, ColumnType type, ColumnContent content) => new()
    {
        Column = new ColumnDefinition(name, role, type),
        Rows = 12,
        Missing = MissingValues.None,
        Unreadable = UnreadableValues.None,
        Content = content,
    };

    static string Json(DatasetProfile profile)
    {
        var stream = new MemoryStream();
        ProfileJson.Write(profile, stream);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
