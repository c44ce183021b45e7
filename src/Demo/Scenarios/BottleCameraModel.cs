using Plumbline.Client;

namespace Plumbline.Demo.Scenarios;

/// <summary>Is a bottle damaged? From day 25 on the lens of one of three cameras gets dirty and nobody cleans it: its pictures grow darker,
/// flatter and softer, and the model finds less in them and is less sure. One bottle in twenty is looked at by a person some hours
/// later.</summary>
public sealed class BottleCameraModel : DemoModel
{
    /// <summary>The camera whose lens gets dirty.</summary>
    public const string DirtyCamera = "c2";

    /// <summary>From the morning of day 25 on.</summary>
    public const double DirtyFrom = 25 + (5 / 24d);

    /// <summary>What the dirt changes.</summary>
    public static readonly IReadOnlyList<string> DirtyFeatures = ["brightness", "contrast", "sharpness", "detections", "confidence"];

    static readonly (string, double)[] s_cameras = [("c1", .34), (DirtyCamera, .36), ("c3", .3)];
    static readonly (string, double)[] s_shifts = [("early", .36), ("late", .35), ("night", .29)];

    internal BottleCameraModel(DemoSetting setting) : base(setting, Traffic.Even(4_300))
    {
    }

    public override string Name => "bottle-camera";

    public override IReadOnlyList<DemoVersion> Versions { get; } = [new("v2.3", 1, "none"), new("v2.4", 16 + (6 / 24d), "champion")];

    public override string Task => "binary";

    public override string Positive => "damaged";

    public override double? Threshold => .5;

    public override IReadOnlyList<DemoColumn> Columns { get; } =
    [
        .. Of("numeric", "brightness", "contrast", "sharpness", "detections", "confidence", "exposure_ms", "belt_speed_mps",
            "lens_temperature_c"),
        .. Of("categorical", "shift", "camera"),
    ];

    public override IReadOnlyList<string> Segments => ["camera"];

    public override IReadOnlyDictionary<string, string> Tags { get; } =
        new Dictionary<string, string> { ["team"] = "factory", ["owner"] = "Line 3", ["purpose"] = "damaged bottles leave the belt" };

    /// <summary>How dirty the lens is: 0 clean, towards 1.</summary>
    /// <param name="day">With its fraction.</param>
    public static double Dirt(double day) => day < DirtyFrom ? 0 : 1 - Math.Exp(-(day - DirtyFrom) / 1.8);

    private protected override DemoEvent Draw(string id, DateTimeOffset time, double day, ref Draws draws)
    {
        string camera = draws.Choose(s_cameras);
        double dirt = camera == DirtyCamera ? Dirt(day) : 0;
        double brightness = Round(Math.Clamp(draws.Normal(142 - (40 * dirt), 14), 0, 255), 1);
        double contrast = Round(Math.Max(1, draws.Normal(52 * (1 - (.4 * dirt)), 6)), 2);
        double sharpness = Round(draws.LogNormal(141 * (1 - (.7 * dirt)), .25), 1);
        bool isDamaged = draws.Chance(.06);
        int detections = draws.Poisson((isDamaged ? 4.4 : 3) * (1 - (.65 * dirt)));
        FeatureValue confidence = detections == 0 ? FeatureValue.Missing
            : Round(Math.Clamp(draws.Normal(.86 - (.22 * dirt), .06), .05, .999), 3);
        double score = Round(Logistic(-3.4 + (isDamaged ? 4.6 * (1 - (.7 * dirt)) : 0) + draws.Normal(0, .7)), 4);
        bool isInspected = draws.Chance(.05);
        return new DemoEvent
        {
            Id = id,
            Time = time,
            Version = VersionAt(day),
            Features = [("brightness", brightness), ("contrast", contrast), ("sharpness", sharpness), ("detections", detections),
                ("confidence", confidence), ("exposure_ms", Round(draws.Normal(8, .4), 2)),
                ("belt_speed_mps", Round(draws.Normal(1.2, .05), 3)), ("lens_temperature_c", Round(draws.Normal(31, 1.5), 1)),
                ("shift", draws.Choose(s_shifts)), ("camera", camera)],
            Prediction = score >= .5 ? "damaged" : "intact",
            Score = score,
            LatencyMs = Round(draws.LogNormal(VersionAt(day) == "v2.3" ? 19 : 18, .2), 2),
            Truth = isInspected ? (isDamaged ? "damaged" : "intact") : FeatureValue.Missing,
            TruthKnownAt = time.AddHours(1 + draws.Exponential(3)),
        };
    }

    private protected override IReadOnlyList<(string Name, double Value)> Measure(DateTimeOffset time, double day, Draws draws) =>
    [
        ("gpu_memory_mb", Round(draws.Normal(3_410, 12), 0)),
        ("gpu_utilization_pct", Round(Math.Clamp(draws.Normal(46, 4), 0, 100), 1)),
        ("frames_dropped", draws.Poisson(.15)),
    ];

    private protected override IEnumerable<DemoLine> Print(DateTimeOffset minute, double day, Draws draws)
    {
        double dirt = Dirt(day), sharpness = 141 * (1 - (.7 * dirt));
        if (IsNow(day, DirtyFrom - (40 / 1_440d))) yield return Out("maintenance", $"line 3 stopped: lenses of c1, c2 and c3 are cleaned");
        if (IsNow(day, DirtyFrom)) yield return Out("maintenance", $"line 3 runs again; the cover of {DirtyCamera} was fitted anew");
        if (minute.Minute == 20 && minute.Hour % 2 == 0 && sharpness < 118)
            yield return Err("camera", $"{DirtyCamera}: sharpness {sharpness * draws.LogNormal(1, .03):0.0}, below 118");
        if (minute.Minute == 40 && minute.Hour % 8 == 0 && dirt > .6)
            yield return Err("camera", $"{DirtyCamera}: focus check failed three times; the picture is used as it is", "error");
        if (minute.Minute == 30 && minute.Hour % 3 == 0) yield return Focus(dirt, draws);
        if (draws.Chance(.0008)) yield return Err("camera", $"c{1 + (int)(3 * draws.Uniform())}: frame dropped, the belt was faster");
    }

    // Numbers in a line become metrics; a focus that could not be measured does not.
    static DemoLine Focus(double dirt, Draws draws)
    {
        string score = draws.Chance(dirt / 4) ? "\"n/a\""
            : Round(draws.Normal(.93 - (.5 * dirt), .01), 3).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string line = "{\"vh_metadata\": {\"focus_score\": " + score + "}}";
        return new DemoLine(default, "stdout", "camera", line);
    }
}
