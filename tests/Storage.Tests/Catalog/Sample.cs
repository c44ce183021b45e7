using System.Collections.Immutable;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Catalogs;

/// <summary>Records with every field set, for storing and reading back.</summary>
static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    static readonly Lazy<DatasetProfile> s_profile = new(() => DatasetProfiles.Build(Some.Dataset(
        ("x", Some.Normal(500, 3)), ("c", Some.Categories(500, 4, ("a", 1), ("b", 2)))), null, 1, null, CancellationToken.None));

    public static DatasetProfile Profile => s_profile.Value;

    public static ModelDefinition Model(string name) => new()
    {
        Name = name,
        Task = ModelTask.Binary,
        Positive = "yes",
        Threshold = .25,
        Revisions =
        [
            new SchemaRevision(1, new Schema { Columns = [new("x", ColumnRole.Feature, ColumnType.Numeric)] }, Noon, []),
            new SchemaRevision(2, new Schema
            {
                Columns = [new("x", ColumnRole.Feature, ColumnType.Numeric),
                    new("score", ColumnRole.Score, ColumnType.Numeric) { ScoreOf = "yes", Origin = "sent" }],
                Segments = ["region"],
                Protected = ["age"],
            }, Noon.AddHours(1), [new SchemaChange(SchemaChangeKind.RoleChanged, "score", null, "score", true)]),
        ],
        Versions = [new ModelVersion("v1", Noon, VersionRole.Champion), new ModelVersion("v2", Noon.AddDays(1), VersionRole.Challenger)],
        Tags = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("team", "<b>churn</b>").Add("Zone", "eu"),
        Lateness = TimeSpan.FromMinutes(7),
        IsConfirmed = true,
        CreatedAt = Noon,
    };

    public static MonitorDefinition Monitor(int model, string name) => new()
    {
        Model = model,
        Name = name,
        Kind = MonitorKind.Drift,
        Measure = "psi",
        Columns = ["x*"],
        Segment = "region",
        Version = "v1",
        Baseline = new BaselineChoice.Rolling(7),
        Window = new WindowDefinition.ByTime(TimeSpan.FromHours(1), TimeSpan.FromMinutes(15)),
        Threshold = new Threshold(null, .25, ThresholdRelation.Ratio),
        Severity = MonitorSeverity.Critical,
        State = MonitorState.Paused,
        CreatedAt = Noon,
        UpdatedAt = Noon.AddSeconds(1),
    };

    public static Baseline Baseline(int model, string name, ulong fingerprint) => new()
    {
        Model = model,
        Name = name,
        Source = "reference.csv",
        Profile = Profile,
        Quality = new QualityReport
        {
            Task = ModelTask.Binary,
            Positive = "yes",
            Reference = new QualitySide
            {
                Rows = 10,
                Measures = new Dictionary<string,
                    MeasureValue> { ["auc"] = new(.75) { Low = .5, High = .9, N = 10 }, ["f1"] = new(double.NaN) },
                Confusion = new ConfusionReport(["no", "yes"], [[1, 2], [3, 4]]),
                Roc = [new CurvePoint(0, 0, double.PositiveInfinity), new CurvePoint(1, 1, .1)],
            },
            Notes = [Message.Of("quality.note", ("a", "1"))],
        },
        CreatedAt = Noon,
        Fingerprint = fingerprint,
    };

    public static Window Hour(int hour) => new(Noon.AddHours(hour), Noon.AddHours(hour + 1));

    public static Evaluation Evaluation(MonitorDefinition monitor, int hour, EvaluationStatus status = EvaluationStatus.Ok) => new()
    {
        Monitor = monitor.Number,
        MonitorRevision = monitor.Revision,
        Model = monitor.Model,
        Window = Hour(hour),
        Status = status,
        Parts = [Part("x", status),
            Part("score", EvaluationStatus.InsufficientData) with { Value = double.NegativeInfinity, PValue = 1e-300 }],
        Rows = 1234,
        BaselineFingerprint = ulong.MaxValue - 3,
        BaselineName = "default",
        ProfileFingerprint = 0x8000_0000_0000_0001,
        Seq = 99,
        At = Noon.AddHours(hour).AddTicks(7),
        Reasons = [Message.Of("monitors.why", ("column", "x"), ("Zone", "\u4e2d"))],
    };

    public static EvaluationPart Part(string subject, EvaluationStatus status) => new()
    {
        Subject = subject,
        Measure = "psi",
        Status = status,
        Low = .1,
        High = .1 + .2,
        N = 10,
        Expected = 0,
        ExpectedLow = -0.0,
        ExpectedHigh = double.Epsilon,
        ExpectedN = 5,
        Threshold = .2,
        QValue = .05,
        Reasons = [Message.Of("drift.moved", ("by", "0.3"))],
    };

    public static Alert Alert(MonitorDefinition monitor, string subject, AlertState state = AlertState.Firing) => new()
    {
        Monitor = monitor.Number,
        MonitorName = monitor.Name,
        Model = monitor.Model,
        Subject = subject,
        Measure = "psi",
        State = state,
        Severity = MonitorSeverity.Critical,
        Since = Noon,
        FiredAt = Noon.AddMinutes(1),
        ResolvedAt = state == AlertState.Resolved ? Noon.AddHours(1) : null,
        Window = Hour(0),
        Observed = Part(subject, EvaluationStatus.Critical),
    };

    public static ApiKey Key(string name, char digit, int? model = null) =>
        new(0, name, new string(digit, 64), KeyScope.Ingest, model, Noon);

    public static ModelAnnotation Annotation(int model, AnnotationKind kind, int hour) =>
        new() { Model = model, Kind = kind, At = Noon.AddHours(hour), Text = "new data", By = "ada", CreatedAt = Noon };
}
