using Plumbline.Client;

namespace Plumbline.Demo.Scenarios;

/// <summary>Is a bottle damaged? From day 25 on the camera's lens gets dirty and nobody cleans it: pictures grow darker, flatter and softer, and
/// the model finds less and is less sure. One bottle in twenty is looked at by a person some hours later.</summary>
public sealed class BottleCameraModel(ulong seed, DateTimeOffset start) : DemoModel(seed, start, Traffic.Even(2_400))
{
    /// <summary>From the morning of day 25 on.</summary>
    public const double DirtyFrom = 25 + (5 / 24d);

    /// <summary>What the dirt changes.</summary>
    public static readonly IReadOnlyList<string> DirtyFeatures = ["brightness", "contrast", "sharpness", "detections", "confidence"];

    static readonly (string, double)[] s_lines = [("line_1", .4), ("line_2", .35), ("line_3", .25)];

    public override string Name => "bottle-camera";

    public override string Version => "5.0.1";

    public override string Task => "binary";

    public override string Positive => "damaged";

    public override IReadOnlyList<string> Segments => ["line"];

    /// <summary>How dirty the lens is: 0 clean, towards 1.</summary>
    /// <param name="day">With its fraction.</param>
    public static double Dirt(double day) => day < DirtyFrom ? 0 : 1 - Math.Exp(-(day - DirtyFrom) / 1.8);

    private protected override DemoEvent Draw(string id, DateTimeOffset time, double day, ref Draws draws)
    {
        double dirt = Dirt(day);
        string line = draws.Choose(s_lines);
        double brightness = Round(Math.Clamp(draws.Normal(142 - (40 * dirt), 14), 0, 255), 1);
        double contrast = Round(Math.Max(1, draws.Normal(52 * (1 - (.4 * dirt)), 6)), 2);
        double sharpness = Round(draws.LogNormal(310 * (1 - (.6 * dirt)), .25), 1);
        bool damaged = draws.Chance(.06);
        int detections = draws.Poisson((damaged ? 3.2 : 1.6) * (1 - (.65 * dirt)));
        FeatureValue confidence = detections == 0 ? FeatureValue.Missing : Round(Math.Clamp(draws.Normal(.86 - (.22 * dirt), .06), .05, .999), 3);
        double score = Round(Logistic(-3.4 + (damaged ? 4.6 * (1 - (.7 * dirt)) : 0) + draws.Normal(0, .7)), 4);
        bool isInspected = draws.Chance(.05);
        return new DemoEvent
        {
            Id = id,
            Time = time,
            Features = [("brightness", brightness), ("contrast", contrast), ("sharpness", sharpness), ("detections", detections),
                ("confidence", confidence), ("exposure_ms", Round(draws.Normal(8, .4), 2)), ("belt_speed", Round(draws.Normal(1.2, .05), 3)),
                ("line", line)],
            Prediction = score >= .5 ? "damaged" : "intact",
            Score = score,
            LatencyMs = Round(draws.LogNormal(34, .2), 3),
            Truth = isInspected ? (damaged ? "damaged" : "intact") : FeatureValue.Missing,
            TruthKnownAt = time.AddHours(1 + draws.Exponential(3)),
        };
    }
}
