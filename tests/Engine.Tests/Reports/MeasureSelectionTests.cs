using Plumbline.Engine.Drift;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Tests.Reports;

public sealed class MeasureSelectionTests
{
    [Fact]
    public void The_default_is_the_usual_eight()
    {
        Assert.True(MeasureSelection.TryParse("default", out var selection, out _));

        Assert.Equal(DriftMeasures.Usual, selection.Measures);
    }

    [Fact]
    public void Names_are_read_in_any_order_and_shown_in_ours()
    {
        Assert.True(MeasureSelection.TryParse("wasserstein, csi", out var selection, out _));

        Assert.Equal([DriftMeasure.Psi, DriftMeasure.Wasserstein], selection.Measures);
    }

    [Fact]
    public void An_unknown_name_is_named()
    {
        bool read = MeasureSelection.TryParse("psi,pis", out _, out string? unknown);

        Assert.False(read);
        Assert.Equal("pis", unknown);
    }

    [Fact]
    public void Every_measure_has_a_name_that_reads_back()
    {
        Assert.All(DriftMeasures.All, m => Assert.True(DriftMeasures.TryParse(m.Name(), out var back) && back == m));
    }
}
