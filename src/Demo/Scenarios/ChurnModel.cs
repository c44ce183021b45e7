using Plumbline.Client;

namespace Plumbline.Demo.Scenarios;

/// <summary>Will a customer leave? On the morning of day 22 the pipeline of one region stops delivering the minutes used, and nobody has
/// noticed yet. The model fills in an average and goes on answering; who really left becomes known some days later.</summary>
public sealed class ChurnModel : DemoModel
{
    /// <summary>The column that breaks.</summary>
    public const string BrokenFeature = "minutes_used_30d";

    /// <summary>The region it breaks for.</summary>
    public const string BrokenRegion = "south";

    /// <summary>From the morning of day 22 on.</summary>
    public const double BrokenFrom = 22 + (6.5 / 24);

    const double UsualMinutes = 270;

    /// <summary>How much the lost column says: without it one leaving customer in several is not found.</summary>
    const double UseMatters = 1.5;

    static readonly (string, double)[] s_contracts = [("monthly", .55), ("yearly", .28), ("two_years", .17)];
    static readonly (string, double)[] s_regions = [("north", .29), ("east", .24), ("south", .24), ("west", .23)];
    static readonly (string, double)[] s_payments = [("card", .46), ("debit", .33), ("invoice", .21)];
    static readonly (string, double)[] s_apps = [("8.2", .5), ("8.1", .27), ("8.0", .11), ("web", .12)];
    static readonly (string, double)[] s_genders = [("female", .51), ("male", .49)];

    internal ChurnModel(DemoSetting setting) : base(setting, Traffic.Daytime(3_000))
    {
    }

    public override string Name => "churn";

    public override IReadOnlyList<DemoVersion> Versions { get; } = [new("v6", 1, "none"), new("v7", 9 + (10 / 24d), "champion")];

    public override string Task => "binary";

    public override string Positive => "leaves";

    public override double? Threshold => .5;

    public override IReadOnlyList<DemoColumn> Columns { get; } =
    [
        .. Of("numeric", "tenure_months", "monthly_charges_eur", BrokenFeature, "sessions_30d", "data_gb_30d", "support_tickets_30d",
            "late_payments_12m", "days_since_invoice", "device_age_months", "nps_last", "age"),
        .. Of("categorical", "gender", "contract", "payment", "app_version", "region"),
    ];

    public override IReadOnlyList<string> Segments => ["region", "app_version"];

    public override IReadOnlyList<string> Protected => ["gender"];

    public override IReadOnlyDictionary<string, string> Tags { get; } =
        new Dictionary<string, string> { ["team"] = "growth", ["owner"] = "Retention", ["purpose"] = "who is called before they leave" };

    private protected override DemoEvent Draw(string id, DateTimeOffset time, double day, ref Draws draws)
    {
        string contract = draws.Choose(s_contracts), region = draws.Choose(s_regions);
        int tenure = Math.Min(72, 1 + (int)draws.Exponential(22)), tickets = draws.Poisson(.7), late = draws.Poisson(.3);
        double charges = Round(Math.Max(5, draws.Normal(contract == "monthly" ? 68 : 58, 20)), 2);
        double minutes = Round(draws.LogNormal(UsualMinutes, .75), 0);
        bool isLost = draws.Chance(.001) || (region == BrokenRegion && day >= BrokenFrom);
        double habits = -1 - (.035 * tenure) + (contract == "monthly" ? .9 : -.5) + (.35 * tickets) + (.25 * late)
            + (.008 * (charges - 60));
        double truth = Logistic(habits - (UseMatters * Math.Log(minutes / UsualMinutes)));
        // The newer build is a little less noisy; both answer alike otherwise.
        double noise = draws.Normal(0, VersionAt(day) == "v6" ? .3 : .25);
        double score = Round(Logistic(habits - (isLost ? 0 : UseMatters * Math.Log(minutes / UsualMinutes)) + noise), 4);
        var call = new DemoEvent
        {
            Id = id,
            Time = time,
            Version = VersionAt(day),
            Features = [("tenure_months", tenure), ("monthly_charges_eur", charges),
                (BrokenFeature, isLost ? FeatureValue.Missing : minutes), ("sessions_30d", (int)draws.LogNormal(19, .55)),
                ("data_gb_30d", Round(draws.LogNormal(6.5, .8), 1)), ("support_tickets_30d", tickets), ("late_payments_12m", late),
                ("days_since_invoice", (int)(30 * draws.Uniform())), ("device_age_months", (int)Math.Min(60, draws.Exponential(16))),
                ("nps_last", Answered(ref draws)), ("age", (int)Math.Clamp(draws.Normal(44, 15), 18, 90)),
                ("gender", draws.Choose(s_genders)), ("contract", contract), ("payment", draws.Choose(s_payments)),
                ("app_version", draws.Choose(s_apps)), ("region", region)],
            Prediction = score >= .5 ? "leaves" : "stays",
            Score = score,
            LatencyMs = Round(draws.LogNormal(15, .45), 2),
            Truth = draws.Chance(truth) ? "leaves" : "stays",
            TruthKnownAt = time.AddDays(Math.Min(20, draws.LogNormal(3, .6))),
        };
        return draws.Chance(.0004) ? call.Failed("feature store timeout", 250) : call;
    }

    private protected override IReadOnlyList<(string Name, double Value)> Measure(DateTimeOffset time, double day, Draws draws) =>
    [
        ("queue_depth", draws.Poisson(1 + (6 * BusyAt(time)))),
        ("feature_store_lag_s", Round(draws.LogNormal(2.4, .3), 2)),
        ("memory_mb", Round(draws.Normal(1_240, 18), 0)),
    ];

    private protected override IEnumerable<DemoLine> Print(DateTimeOffset minute, double day, Draws draws)
    {
        bool isBroken = day >= BrokenFrom;
        if (IsNow(day, 22 + (6.25 / 24))) yield return Out("pipeline", $"usage_daily 4.18.0 deployed");
        if (IsNow(day, BrokenFrom))
            yield return Err("pipeline", $"usage_daily: source calls_{BrokenRegion} has no rows; {BrokenFeature} stays empty", "error");
        if (minute is { Hour: 2, Minute: 10 })
        {
            yield return isBroken ? Err("pipeline", $"usage_daily finished; 1 of 4 sources is empty: calls_{BrokenRegion}")
                : Out("pipeline", $"usage_daily finished in {41 + draws.Exponential(6):0} s; 4 of 4 sources read");
        }
        if (isBroken && minute.Minute == 5)
        {
            int lost = (int)Math.Round(CountIn(minute.AddHours(-1)) * .24);
            yield return Err("features", $"{BrokenFeature} empty for {lost} customers of {BrokenRegion}; {UsualMinutes} is used instead");
        }
        if (draws.Chance(.001)) yield return Err("features", $"feature store slow: {120 + draws.Exponential(40):0} ms");
    }

    // Two in five never answered the survey.
    static FeatureValue Answered(ref Draws draws) =>
        draws.Chance(.39) ? FeatureValue.Missing : (int)Math.Clamp(Math.Round(draws.Normal(7.4, 2.1)), 0, 10);
}
