namespace Plumbline.Views.Charts;

/// <summary>Values to pixels, linear; what lies outside is drawn at the edge.</summary>
/// <param name="From">Value at <paramref name="Start"/>.</param>
/// <param name="To">Value at <paramref name="End"/>.</param>
/// <param name="Start">First pixel.</param>
/// <param name="End">Last pixel.</param>
readonly record struct Scale(double From, double To, double Start, double End)
{
    public double At(double value)
    {
        if (double.IsNaN(value) || To == From) return Start;
        double part = To / 2 == From / 2 ? 0 : (value / 2 - From / 2) / (To / 2 - From / 2);
        return Start + Math.Clamp(part, 0, 1) * (End - Start);
    }

    public string Px(double value) => Charts.Px.Of(At(value));

    /// <summary>Three to six round values inside the scale.</summary>
    public IReadOnlyList<double> Ticks(int wanted = 4)
    {
        double span = To - From;
        if (!double.IsFinite(span) || span <= 0) return double.IsFinite(From) ? [From] : [];
        double rough = span / wanted;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = (rough / power) switch { < 1.5 => power, < 3.5 => 2 * power, < 7.5 => 5 * power, _ => 10 * power };
        var ticks = new List<double>();
        for (long at = (long)Math.Ceiling(From / step - 1e-9); at * step <= To + span * 1e-9 && ticks.Count < 12; at++)
            ticks.Add(at * step);
        return ticks;
    }
}
