namespace Plumbline.Statistics.Slices;

/// <summary>Rows, losses and largest loss of one slice.</summary>
sealed record SliceTotals(SliceCondition[] Conditions, double Rows, double Sum, double Squares, double Largest)
{
    public double Mean => Sum / Rows;
}
