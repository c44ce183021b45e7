namespace Plumbline.Demo.Scenarios;

/// <summary>Is a card payment fraud? The model that is well: nothing moves but chance, and its monitors must stay quiet. A challenger sees
/// one payment in ten. Most frauds are reported within a few days.</summary>
public sealed class CardFraudModel : DemoModel
{
    const string Challenger = "v32";
    const double ChallengerFrom = 20;

    static readonly (string, double)[] s_merchants = [("grocery", .34), ("fuel", .16), ("online", .28), ("travel", .07),
        ("restaurant", .15)];
    static readonly (string, double)[] s_channels = [("chip", .48), ("contactless", .3), ("web", .22)];
    static readonly (string, double)[] s_ages = [("18-34", .31), ("35-54", .41), ("55+", .28)];

    internal CardFraudModel(DemoSetting setting) : base(setting, Traffic.Daytime(3_500))
    {
    }

    public override string Name => "card-fraud";

    public override IReadOnlyList<DemoVersion> Versions { get; } = [new("v31", 1, "champion"),
        new(Challenger, ChallengerFrom, "challenger")];

    public override string Task => "binary";

    public override string Positive => "fraud";

    public override double? Threshold => .2;

    public override IReadOnlyList<DemoColumn> Columns { get; } =
    [
        .. Of("numeric", "amount_eur", "hours_since_last", "payments_today", "card_age_days", "distance_home_km"),
        .. Of("boolean", "abroad"),
        .. Of("categorical", "merchant", "channel", "age_group"),
    ];

    public override IReadOnlyList<string> Segments => ["channel", "merchant"];

    public override IReadOnlyList<string> Protected => ["age_group"];

    public override IReadOnlyDictionary<string, string> Tags { get; } =
        new Dictionary<string, string> { ["team"] = "payments", ["owner"] = "Risk", ["purpose"] = "payments held for a look" };

    private protected override DemoEvent Draw(string id, DateTimeOffset time, double day, ref Draws draws)
    {
        string channel = draws.Choose(s_channels);
        double amount = Round(draws.LogNormal(28, .9), 2), since = Round(draws.Exponential(9), 2);
        int today = draws.Poisson(2.2);
        bool isAbroad = draws.Chance(.06);
        double logit = -4.6 + (.5 * Math.Log(amount / 28)) + (isAbroad ? 1.6 : 0) + (channel == "web" ? .9 : 0)
            + (.15 * (today - 2)) - (since / 40);
        double score = Round(Logistic(logit + draws.Normal(0, .3)), 4);
        var call = new DemoEvent
        {
            Id = id,
            Time = time,
            Version = day >= ChallengerFrom && draws.Chance(.1) ? Challenger : VersionAt(day),
            Features = [("amount_eur", amount), ("hours_since_last", since), ("payments_today", today),
                ("card_age_days", (int)draws.Exponential(700)), ("distance_home_km", Round(draws.LogNormal(6, 1.1), 1)),
                ("abroad", isAbroad), ("merchant", draws.Choose(s_merchants)), ("channel", channel), ("age_group", draws.Choose(s_ages))],
            Prediction = score >= .2 ? "fraud" : "honest",
            Score = score,
            LatencyMs = Round(draws.LogNormal(3, .3), 2),
            Truth = draws.Chance(Logistic(logit)) ? "fraud" : "honest",
            TruthKnownAt = time.AddDays(.5 + draws.Exponential(1.2)),
        };
        return draws.Chance(.0002) ? call.Failed("upstream timeout", 120) : call;
    }

    private protected override IReadOnlyList<(string Name, double Value)> Measure(DateTimeOffset time, double day, Draws draws) =>
    [
        ("queue_depth", draws.Poisson(1 + (4 * BusyAt(time)))),
        ("memory_mb", Round(draws.Normal(880, 9), 0)),
    ];

    private protected override IEnumerable<DemoLine> Print(DateTimeOffset minute, double day, Draws draws)
    {
        if (IsNow(day, ChallengerFrom)) yield return Out("router", $"one payment in ten goes to the challenger {Challenger}");
        if (minute is { Hour: 3, Minute: 0 }) yield return Out("rules", $"blocklist read: {draws.Normal(41_200, 300):0} cards");
        if (draws.Chance(.0007)) yield return Err("service", $"issuer slow: {60 + draws.Exponential(25):0} ms");
    }
}
