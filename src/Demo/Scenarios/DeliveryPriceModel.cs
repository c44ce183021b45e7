namespace Plumbline.Demo.Scenarios;

/// <summary>What does a delivery cost, in euros? Two rushes a day, fewer and longer rides at the weekend: traffic that moves without
/// anything being wrong. On day 27 a competitor changes its prices: a column moves, the model does not get worse by it. The price is known
/// as soon as the ride is over.</summary>
public sealed class DeliveryPriceModel : DemoModel
{
    /// <summary>The column that moves without harm.</summary>
    public const string MovedFeature = "competitor_index";

    /// <summary>From midnight of day 27 on.</summary>
    public const double MovedFrom = 27;

    const double WorkerLost = 12 + (17.2 / 24);

    static readonly (string, double)[] s_vehicles = [("bike", .5), ("van", .35), ("truck", .15)];
    static readonly (string, double)[] s_zones = [("centre", .45), ("harbour", .2), ("hills", .35)];

    internal DeliveryPriceModel(DemoSetting setting) : base(setting, Traffic.Deliveries(4_000))
    {
    }

    public override string Name => "delivery-price";

    public override IReadOnlyList<DemoVersion> Versions { get; } = [new("v11", 1, "none"), new("v12", 17 + (8 / 24d), "champion")];

    public override string Task => "regression";

    public override IReadOnlyList<DemoColumn> Columns { get; } =
    [
        .. Of("numeric", "distance_km", "weight_kg", "stops", "couriers_free", "fuel_price_eur", MovedFeature),
        .. Of("boolean", "express"),
        .. Of("categorical", "vehicle", "zone"),
    ];

    public override IReadOnlyList<string> Segments => ["zone", "vehicle"];

    public override IReadOnlyDictionary<string, string> Tags { get; } =
        new Dictionary<string, string> { ["team"] = "pricing", ["owner"] = "Marketplace", ["purpose"] = "price of a delivery",
            ["unit"] = "EUR" };

    private protected override DemoEvent Draw(string id, DateTimeOffset time, double day, ref Draws draws)
    {
        bool isWeekend = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        bool isRush = time.Hour is >= 7 and < 10 or >= 16 and < 20;
        string vehicle = draws.Choose(s_vehicles), zone = draws.Choose(s_zones);
        double distance = Round(draws.LogNormal(isWeekend ? 4.6 : 4.2, .6), 2), weight = Round(draws.Exponential(6), 1);
        int stops = 1 + draws.Poisson(.8);
        bool isExpress = draws.Chance(isRush ? .3 : .26);
        double couriers = Round(draws.Normal(100, 12), 0);
        double fair = 3 + (1.1 * distance) + (.25 * weight) + (1.5 * (stops - 1)) + (isExpress ? 4 : 0)
            + (vehicle switch { "bike" => 0, "van" => 3, _ => 9 }) + (zone == "hills" ? 1.5 : 0) - (.01 * (couriers - 100));
        return new DemoEvent
        {
            Id = id,
            Time = time,
            Version = VersionAt(day),
            Features = [("distance_km", distance), ("weight_kg", weight), ("stops", stops), ("couriers_free", couriers),
                ("fuel_price_eur", Round(draws.Normal(1.74, .03), 3)),
                (MovedFeature, Round(draws.Normal(day >= MovedFrom ? .955 : 1, .06), 3)),
                ("express", isExpress), ("vehicle", vehicle), ("zone", zone)],
            Prediction = Round(Math.Max(2, fair * draws.LogNormal(1, .05)), 2),
            LatencyMs = Round(draws.LogNormal(isRush ? 9 : 8, .4), 2),
            Truth = Round(Math.Max(2, fair * draws.LogNormal(1, .08)), 2),
            TruthKnownAt = time.AddMinutes(15 + draws.Exponential(40)),
        };
    }

    private protected override IReadOnlyList<(string Name, double Value)> Measure(DateTimeOffset time, double day, Draws draws) =>
    [
        ("queue_depth", draws.Poisson(1 + (12 * BusyAt(time)))),
        ("cache_hit_pct", Round(Math.Clamp(draws.Normal(93.5, .8), 0, 100), 1)),
    ];

    private protected override IEnumerable<DemoLine> Print(DateTimeOffset minute, double day, Draws draws)
    {
        if (minute is { Hour: 0, Minute: 5 } && day > 1)
        {
            double moved = Math.Floor(day) == MovedFrom ? -4.5 : draws.Normal(0, .2);
            yield return Out("prices", $"competitor prices read: 1204 routes, median {moved:+0.0;-0.0} % against yesterday");
        }
        if (IsNow(day, WorkerLost)) yield return Err("service", $"worker 3 ended with exit code 137: out of memory", "fatal");
        if (IsNow(day, WorkerLost + (1 / 1_440d))) yield return Out("service", $"worker 3 started again");
        if (draws.Chance(.0015 * BusyAt(minute)))
            yield return Err("couriers", $"feed is {30 + draws.Exponential(20):0} s old; the last known number is used");
    }
}
