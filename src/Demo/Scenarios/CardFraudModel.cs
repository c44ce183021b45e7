namespace Plumbline.Demo.Scenarios;

/// <summary>Is a card payment fraud? The model that is well: nothing moves but chance, and its monitors must stay quiet. Most frauds are reported
/// within a few days.</summary>
public sealed class CardFraudModel(ulong seed, DateTimeOffset start) : DemoModel(seed, start, Traffic.Daytime(3_500))
{
    static readonly (string, double)[] s_merchants = [("grocery", .34), ("fuel", .16), ("online", .28), ("travel", .07), ("restaurant", .15)];
    static readonly (string, double)[] s_channels = [("chip", .48), ("contactless", .3), ("web", .22)];

    public override string Name => "card-fraud";

    public override string Version => "4.1.0";

    public override string Task => "binary";

    public override string Positive => "fraud";

    public override IReadOnlyList<string> Segments => ["channel"];

    private protected override DemoEvent Draw(string id, DateTimeOffset time, double day, ref Draws draws)
    {
        string merchant = draws.Choose(s_merchants), channel = draws.Choose(s_channels);
        double amount = Round(draws.LogNormal(28, .9), 2), since = Round(draws.Exponential(9), 2);
        int today = draws.Poisson(2.2), cardAge = (int)draws.Exponential(700);
        bool abroad = draws.Chance(.06);
        double logit = -4.6 + (.5 * Math.Log(amount / 28)) + (abroad ? 1.6 : 0) + (channel == "web" ? .9 : 0) + (.15 * (today - 2)) - (since / 40);
        double score = Round(Logistic(logit + draws.Normal(0, .3)), 4);
        return new DemoEvent
        {
            Id = id,
            Time = time,
            Features = [("amount", amount), ("hours_since_last", since), ("payments_today", today), ("card_age_days", cardAge), ("abroad", abroad),
                ("merchant", merchant), ("channel", channel)],
            Prediction = score >= .2 ? "fraud" : "honest",
            Score = score,
            LatencyMs = Round(draws.LogNormal(3, .3), 3),
            Truth = draws.Chance(Logistic(logit)) ? "fraud" : "honest",
            TruthKnownAt = time.AddDays(.5 + draws.Exponential(1.2)),
        };
    }
}
