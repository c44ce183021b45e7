namespace Plumbline.Demo.Scenarios;

/// <summary>What does a delivery cost? Two rushes a day, fewer and longer rides at the weekend: traffic that moves without anything being wrong.
/// The price is known as soon as the ride is over.</summary>
public sealed class DeliveryPriceModel(ulong seed, DateTimeOffset start) : DemoModel(seed, start, Traffic.Deliveries(4_000))
{
    static readonly (string, double)[] s_vehicles = [("bike", .5), ("van", .35), ("truck", .15)];
    static readonly (string, double)[] s_zones = [("centre", .45), ("harbour", .2), ("hills", .35)];

    public override string Name => "delivery-price";

    public override string Version => "1.8.2";

    public override string Task => "regression";

    public override IReadOnlyList<string> Segments => ["zone"];

    private protected override DemoEvent Draw(string id, DateTimeOffset time, double day, ref Draws draws)
    {
        bool weekend = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        bool rush = time.Hour is >= 7 and < 10 or >= 16 and < 20;
        string vehicle = draws.Choose(s_vehicles), zone = draws.Choose(s_zones);
        double distance = Round(draws.LogNormal(weekend ? 4.6 : 4.2, .6), 2), weight = Round(draws.Exponential(6), 1);
        int stops = 1 + draws.Poisson(.8);
        bool express = draws.Chance(rush ? .3 : .26);
        double couriers = Round(draws.Normal(100, 12), 0);

        double fair = 3 + (1.1 * distance) + (.25 * weight) + (1.5 * (stops - 1)) + (express ? 4 : 0)
            + (vehicle switch { "bike" => 0, "van" => 3, _ => 9 }) + (zone == "hills" ? 1.5 : 0) - (.01 * (couriers - 100));
        return new DemoEvent
        {
            Id = id,
            Time = time,
            Features = [("distance_km", distance), ("weight_kg", weight), ("stops", stops), ("couriers_free", couriers), ("express", express),
                ("vehicle", vehicle), ("zone", zone)],
            Prediction = Round(Math.Max(2, fair * draws.LogNormal(1, .05)), 2),
            LatencyMs = Round(draws.LogNormal(rush ? 11 : 8, .4), 3),
            Truth = Round(Math.Max(2, fair * draws.LogNormal(1, .08)), 2),
            TruthKnownAt = time.AddMinutes(15 + draws.Exponential(40)),
        };
    }
}
