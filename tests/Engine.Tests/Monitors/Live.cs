using System.Collections.Immutable;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Statistics;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Monitors;

/// <summary>Models, baselines and windows in memory.</summary>
static class Live
{
    public static readonly DateTimeOffset Monday = new(2024, 3, 4, 0, 0, 0, TimeSpan.Zero);

    public static readonly Window Hour = new(Monday.AddHours(9), Monday.AddHours(10));

    public static ModelDefinition Model(IDataset like) => new()
    {
        Number = 1,
        Name = "churn",
        Revisions = [new SchemaRevision(1, like.Schema, Monday, [])],
    };

    public static Baseline BaselineOf(IDataset rows, string name = "default") =>
        BaselineBuilder.FromDataset(1, name, rows, new BaselineOptions(), Monday, CancellationToken.None);

    /// <summary>The profile of rows on a baseline's bin set.</summary>
    public static DatasetProfile Profile(IDataset rows, Baseline baseline) =>
        DatasetProfiles.Build(rows, baseline.Profile, 1, null, CancellationToken.None);

    public static WindowEvidence Evidence(IDataset rows, Baseline? baseline, Window? window = null) => new()
    {
        Model = Model(rows),
        Window = window ?? Hour,
        Profile = DatasetProfiles.Build(rows, baseline?.Profile, 1, null, CancellationToken.None),
        Baseline = baseline,
        Seq = 1,
        LastEvent = (window ?? Hour).End,
    };

    public static MonitorDefinition Monitor(MonitorKind kind, string? measure = null, Threshold? threshold = null,
        params ImmutableArray<string> columns) =>
        new()
        {
            Number = 7,
            Model = 1,
            Name = "m",
            Kind = kind,
            Measure = measure,
            Threshold = threshold,
            Columns = columns,
            Window = new WindowDefinition.ByTime(TimeSpan.FromHours(1)),
        };

    public static Evaluation Evaluate(MonitorDefinition monitor, WindowEvidence evidence) =>
        MonitorEvaluation.Evaluate(monitor, evidence, evidence.Window.End.AddMinutes(5));

    public static Threshold AtMost(double high) => new(null, high, ThresholdRelation.Absolute);

    public static Threshold AtLeast(double low) => new(low, null, ThresholdRelation.Absolute);

    /// <summary>Two numbers and a category.</summary>
    public static InMemoryDataset Rows(int count, ulong seed, double shift = 0, double missing = 0)
    {
        double[] age = Some.Normal(count, seed, 40 + (12 * shift), 12);
        var random = new SeededRandom(seed + 99);
        for (int i = 0; i < count; i++)
            if (random.NextDouble() < missing) age[i] = double.NaN;
        return Some.Dataset(("age", age), ("income", Some.Normal(count, seed + 1, 50_000, 9_000)),
            ("region", Some.Categories(count, seed + 2, ("north", 5), ("south", 3), ("west", 2))));
    }
}
