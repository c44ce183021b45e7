using System.Globalization;
using Plumbline.Demo.Scenarios;

namespace Plumbline.Demo;

/// <summary>What happens in the fleet, for the person who looks at it.</summary>
public static class DemoStory
{
    /// <summary>A sentence for each model, in the order of the fleet.</summary>
    public static IReadOnlyList<(string Model, string Story)> Of(DemoFleet fleet)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        string Moment(double day) => fleet.Start.AddDays(day - 1).ToString("d MMM HH:mm'Z'", CultureInfo.InvariantCulture);
        return
        [
            (fleet.Models[0].Name, $"{ChurnModel.BrokenFeature} is missing for everybody in the {ChurnModel.BrokenRegion} since "
                + $"{Moment(ChurnModel.BrokenFrom)}: a bug in the pipeline; labels come days later."),
            (fleet.Models[1].Name, "lives with the week and the hour; a competitor changed its prices on "
                + $"{Moment(DeliveryPriceModel.MovedFrom)}, without harm."),
            (fleet.Models[2].Name, $"the lens of camera {BottleCameraModel.DirtyCamera} gets dirtier "
                + $"since {Moment(BottleCameraModel.DirtyFrom)}."),
            (fleet.Models[3].Name, "is well; a challenger sees one payment in ten."),
        ];
    }
}
