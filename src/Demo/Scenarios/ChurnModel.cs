using Plumbline.Client;

namespace Plumbline.Demo.Scenarios;

/// <summary>Will a customer leave? On day 22 the pipeline of one region stops delivering the minutes used, and is repaired on day 28. The model
/// fills in an average and goes on answering; who really left becomes known some days later.</summary>
public sealed class ChurnModel(ulong seed, DateTimeOffset start) : DemoModel(seed, start, Traffic.Daytime(3_000))
{
    /// <summary>The column that breaks.</summary>
    public const string BrokenFeature = "minutes_used_30d";

    /// <summary>The region it breaks for.</summary>
    public const string BrokenRegion = "south";

    /// <summary>From the morning of day 22 ...</summary>
    public const double BrokenFrom = 22 + (6.5 / 24);

    /// <summary>... to the morning of day 28.</summary>
    public const double BrokenUntil = 28 + (9.25 / 24);

    const double UsualMinutes = 270;

    static readonly (string, double)[] s_contracts = [("monthly", .55), ("yearly", .28), ("two_years", .17)];
    static readonly (string, double)[] s_regions = [("north", .3), ("east", .24), ("south", .24), ("west", .22)];
    static readonly (string, double)[] s_payments = [("card", .46), ("debit", .33), ("invoice", .21)];

    public override string Name => "churn";

    public override string Version => "2.3.0";

    public override string Task => "binary";

    public override string Positive => "leaves";

    public override IReadOnlyList<string> Segments => ["region"];

    private protected override DemoEvent Draw(string id, DateTimeOffset time, double day, ref Draws draws)
    {
        string contract = draws.Choose(s_contracts), region = draws.Choose(s_regions), payment = draws.Choose(s_payments);
        int tenure = Math.Min(72, 1 + (int)draws.Exponential(22)), tickets = draws.Poisson(.7);
        int age = (int)Math.Clamp(draws.Normal(44, 15), 18, 90);
        double charges = Round(Math.Max(5, draws.Normal(contract == "monthly" ? 68 : 58, 20)), 2);
        double minutes = Round(draws.LogNormal(UsualMinutes, .75), 0);
        bool lost = draws.Chance(.01) || (region == BrokenRegion && day is >= BrokenFrom and < BrokenUntil);

        double habits = -1 - (.035 * tenure) + (contract == "monthly" ? .9 : -.5) + (.35 * tickets) + (.008 * (charges - 60));
        double truth = Logistic(habits - (.8 * Math.Log(minutes / UsualMinutes)));
        double score = Round(Logistic(habits - (lost ? 0 : .8 * Math.Log(minutes / UsualMinutes)) + draws.Normal(0, .25)), 4);
        return new DemoEvent
        {
            Id = id,
            Time = time,
            Features = [("tenure_months", tenure), ("monthly_charges", charges), (BrokenFeature, lost ? FeatureValue.Missing : minutes),
                ("support_tickets", tickets), ("age", age), ("contract", contract), ("payment", payment), ("region", region)],
            Prediction = score >= .5 ? "leaves" : "stays",
            Score = score,
            LatencyMs = Round(draws.LogNormal(6, .35), 3),
            Truth = draws.Chance(truth) ? "leaves" : "stays",
            TruthKnownAt = time.AddDays(Math.Min(20, draws.LogNormal(3, .6))),
        };
    }
}
