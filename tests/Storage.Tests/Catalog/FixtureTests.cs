using Microsoft.Data.Sqlite;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Catalogs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Catalogs;

/// <summary>Catalogs of every version there ever was can be opened. A fixture is never changed; a new version adds its own.</summary>
public sealed class FixtureTests
{
    [Theory]
    [InlineData("version-1.sql")]
    [InlineData("version-2.sql")]
    [InlineData("version-3.sql")]
    [InlineData("version-4.sql")]
    [InlineData("version-5.sql")]
    public void A_catalog_of_an_earlier_version_is_brought_up_to_date_with_all_it_holds(string fixture)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "catalog.db");
        Load(Repository.Path("tests", "Storage.Tests", "Catalog", "Fixtures", fixture), file);

        using (var catalog = Catalog.Open(file, new FakeTime(Sample.Noon))) AssertIsSample(catalog);

        Assert.Empty(Catalog.Check(file));
        using var again = Catalog.Open(file, new FakeTime(Sample.Noon));
        AssertIsSample(again);
        Assert.Equal(3, again.AddModel(Sample.Model("new")).Number);
    }

    [Fact]
    public void The_sample_is_what_a_catalog_of_today_holds()
    {
        using var folder = new CatalogFolder();

        Fill(folder.Catalog);

        AssertIsSample(folder.Reopen());
        if (Environment.GetEnvironmentVariable("PLUMBLINE_SAMPLE_CATALOG") is { } copy) folder.Catalog.BackupTo(copy);
    }

    static void Fill(Catalog catalog)
    {
        var model = catalog.AddModel(Sample.Model("churn"));
        catalog.DeleteModel(catalog.AddModel(Sample.Model("gone")).Number);
        catalog.AddBaseline(SmallBaseline(model.Number, 1));
        catalog.AddBaseline(SmallBaseline(model.Number, ulong.MaxValue - 3));
        var monitor = catalog.SaveMonitor(Sample.Monitor(model.Number, "drift"));
        var now = catalog.SaveMonitor(monitor with { Revision = 2, Window = new WindowDefinition.ByCount(500) });
        catalog.Record(Sample.Evaluation(monitor, 0), [1, 2, 3], []);
        catalog.Record(Sample.Evaluation(now, 0, EvaluationStatus.Critical), new byte[100],
            [Sample.Alert(now, "x"), Sample.Alert(now, "y")]);
        catalog.Acknowledge(1, "ada", Sample.Noon);
        catalog.AddKey(Sample.Key("sender", 'a', model.Number));
        catalog.Remember(new RememberedAnswer(1, 1, "k", "hash", 202, "{}", Sample.Noon.AddYears(1000)));
        catalog.SetSetting("zone", "Europe/Berlin");
    }

    static void AssertIsSample(Catalog catalog)
    {
        var model = Sample.Model("churn") with { Number = 1 };
        var monitor = Sample.Monitor(1, "drift") with { Number = 1 };
        var now = monitor with { Revision = 2, Window = new WindowDefinition.ByCount(500) };
        Json.AssertEqual<ModelDefinition[]>([model], [.. catalog.Models()]);
        Json.AssertEqual(now, catalog.FindMonitor(1));
        Json.AssertEqual(monitor, catalog.FindMonitor(1, 1));
        var baseline = Assert.Single(catalog.Baselines(1));
        Assert.Equal(ProfileBinary.Write(SmallProfile), ProfileBinary.Write(baseline.Profile));
        Json.AssertEqual(SmallBaseline(1, 0).Quality, baseline.Quality);
        Assert.Equal(ulong.MaxValue - 3, baseline.Fingerprint);
        Assert.Equal(1, catalog.FindBaseline(1, 1UL)!.Number);
        Json.AssertEqual(Sample.Evaluation(now, 0, EvaluationStatus.Critical) with { Number = 2 },
            Assert.Single(catalog.Evaluations(new EvaluationQuery())));
        Assert.Equal(2, catalog.EvaluationHistory(1, Sample.Hour(0)).Count);
        AssertParts(catalog);
        Assert.Equal([1, 2, 3], catalog.EvaluatedProfile(1)!);
        Assert.Equal(new byte[100], catalog.EvaluatedProfile(2)!);
        Json.AssertEqual<Alert[]>([Sample.Alert(now, "y") with { Number = 2 },
            Sample.Alert(now, "x") with { Number = 1, AcknowledgedBy = "ada", AcknowledgedAt = Sample.Noon }],
                [.. catalog.Alerts(new AlertQuery())]);
        var lived = new AlertQuery { Severity = MonitorSeverity.Critical, From = Sample.Noon, To = Sample.Noon.AddSeconds(1) };
        Assert.Equal(2, catalog.Alerts(lived).Count);
        Assert.Empty(catalog.Alerts(lived with { To = Sample.Noon }));
        Assert.Equal([Sample.Key("sender", 'a', 1) with { Number = 1 }], catalog.Keys());
        Assert.Equal(202, catalog.Recall(1, 1, "k", Sample.Noon)!.Status);
        Assert.Equal("Europe/Berlin", catalog.Setting("zone"));
    }

    // Only of the newest evaluation: its rows replace those of the one before.
    static void AssertParts(Catalog catalog)
    {
        var query = new PartQuery { Monitor = 1, Measure = "psi", Subject = "x", From = Sample.Noon, To = Sample.Noon.AddHours(1) };
        var expected = Sample.Part("x", EvaluationStatus.Critical);
        var found = Assert.Single(catalog.Parts(query));
        Assert.Equal((2L, Sample.Hour(0), ulong.MaxValue - 3), (found.Evaluation, found.Window, found.Baseline));
        Assert.Equal((expected.Status, expected.Value, expected.Low, expected.High, expected.N, expected.Expected, expected.Threshold),
            (found.Part.Status, found.Part.Value, found.Part.Low, found.Part.High, found.Part.N, found.Part.Expected,
                found.Part.Threshold));
        Assert.Equal(EvaluationStatus.InsufficientData, Assert.Single(catalog.Parts(query with { Subject = "score" })).Part.Status);
        PartName[] names = [new("psi", "score"), new("psi", "x")];
        Assert.Equal(names, catalog.PartNames(1, Sample.Noon, Sample.Noon.AddHours(1)).OrderBy(n => n.Subject, StringComparer.Ordinal));
    }

    static DatasetProfile SmallProfile { get; } = DatasetProfiles.Build(Some.Dataset(("c", (string[])["a", "b", "a"])), null, 1, null,
        CancellationToken.None);

    static Engine.Baselines.Baseline SmallBaseline(int model, ulong fingerprint) =>
        Sample.Baseline(model, "default", fingerprint) with { Profile = SmallProfile };

    static void Load(string dump, string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = File.ReadAllText(dump);
        command.ExecuteNonQuery();
    }
}
