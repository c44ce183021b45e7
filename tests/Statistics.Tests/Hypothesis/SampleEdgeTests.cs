using Plumbline.Statistics.Hypothesis;
using Plumbline.Statistics.Tests.References;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Hypothesis;

/// <summary>The edge table of the tests on sorted samples; finite numbers that are not obvious are SciPy's.</summary>
public sealed class SampleEdgeTests
{
    [Theory]
    [EdgeTable(typeof(KolmogorovSmirnov))]
    [InlineData("empty", double.NaN, double.NaN)]
    [InlineData("empty current", double.NaN, double.NaN)]
    [InlineData("NaN", double.NaN, double.NaN)]
    [InlineData("infinite", double.NaN, double.NaN)]
    [InlineData("one", 1, 1)]
    [InlineData("constant", 0, 1)]
    [InlineData("two constants", 1, 0.007936507936507936)]
    [InlineData("huge", 0.2, 1)]
    [InlineData("ties", 0.3333333333333333, 0.9307359307359307)]
    public void KolmogorovSmirnov_keeps_its_word_at_the_edges(string edge, double statistic, double p) =>
        Check(KolmogorovSmirnov.TwoSample(EdgeSamples.Of(edge).Reference, EdgeSamples.Of(edge).Current), statistic, p);

    [Theory]
    [EdgeTable(typeof(Kuiper))]
    [InlineData("empty", double.NaN, double.NaN)]
    [InlineData("empty current", double.NaN, double.NaN)]
    [InlineData("NaN", double.NaN, double.NaN)]
    [InlineData("infinite", double.NaN, double.NaN)]
    [InlineData("one", 1, 1)]
    [InlineData("constant", 0, 1)]
    [InlineData("two constants", 1, .0217782356090328)]
    [InlineData("huge", 0.2, 1)]
    [InlineData("ties", 0.3333333333333333, 1)]
    public void Kuiper_keeps_its_word_at_the_edges(string edge, double statistic, double p) =>
        Check(Kuiper.TwoSample(EdgeSamples.Of(edge).Reference, EdgeSamples.Of(edge).Current), statistic, p);

    [Theory]
    [EdgeTable(typeof(MannWhitney))]
    [InlineData("empty", double.NaN, double.NaN)]
    [InlineData("empty current", double.NaN, double.NaN)]
    [InlineData("NaN", double.NaN, double.NaN)]
    [InlineData("infinite", double.NaN, double.NaN)]
    [InlineData("one", 0, 1)]
    [InlineData("constant", 12.5, 1)]
    [InlineData("two constants", 0, 0.003976751709788651)]
    [InlineData("huge", 10, 0.6723358083659552)]
    [InlineData("ties", 10, 0.20430520912071315)]
    public void MannWhitney_keeps_its_word_at_the_edges(string edge, double statistic, double p) =>
        Check(MannWhitney.TwoSample(EdgeSamples.Of(edge).Reference, EdgeSamples.Of(edge).Current), statistic, p);

    [Theory]
    [EdgeTable(typeof(CramerVonMises))]
    [InlineData("empty", double.NaN, double.NaN)]
    [InlineData("empty current", double.NaN, double.NaN)]
    [InlineData("NaN", double.NaN, double.NaN)]
    [InlineData("infinite", double.NaN, double.NaN)]
    [InlineData("one", double.NaN, double.NaN)]
    [InlineData("constant", 0, 1)]
    [InlineData("two constants", 1.25, 0)]
    [InlineData("huge", 0.05, 1)]
    [InlineData("ties", 0.22222222222222232, 0.24891774891774893)]
    public void CramerVonMises_keeps_its_word_at_the_edges(string edge, double statistic, double p) =>
        Check(CramerVonMises.TwoSample(EdgeSamples.Of(edge).Reference, EdgeSamples.Of(edge).Current), statistic, p);

    [Theory]
    [EdgeTable(typeof(AndersonDarling))]
    [InlineData("empty", double.NaN, double.NaN)]
    [InlineData("empty current", double.NaN, double.NaN)]
    [InlineData("NaN", double.NaN, double.NaN)]
    [InlineData("infinite", double.NaN, double.NaN)]
    [InlineData("one", double.NaN, double.NaN)]
    [InlineData("constant", double.NaN, double.NaN)]
    [InlineData("two constants", 12.542001366811183, 7.972356467e-06)]
    [InlineData("huge", -1.2272881499426167, .99999994709209494)]
    [InlineData("ties", 0.8034345326437479, 0.15319137531981394)]
    public void AndersonDarling_keeps_its_word_at_the_edges(string edge, double statistic, double p) =>
        Check(AndersonDarling.TwoSample(EdgeSamples.Of(edge).Reference, EdgeSamples.Of(edge).Current), statistic, p);

    [Theory]
    [EdgeTable(typeof(EppsSingleton))]
    [InlineData("empty", double.NaN, double.NaN)]
    [InlineData("empty current", double.NaN, double.NaN)]
    [InlineData("NaN", double.NaN, double.NaN)]
    [InlineData("infinite", double.NaN, double.NaN)]
    [InlineData("one", double.NaN, double.NaN)]
    [InlineData("constant", double.NaN, double.NaN)]
    [InlineData("two constants", double.NaN, double.NaN)]
    [InlineData("huge", 0.9381816363234315, 0.9190202704819707)]
    [InlineData("ties", 1.0492454143503607, 0.5917785960704862)]
    public void EppsSingleton_keeps_its_word_at_the_edges(string edge, double statistic, double p) =>
        Check(EppsSingleton.TwoSample(EdgeSamples.Of(edge).Reference, EdgeSamples.Of(edge).Current), statistic, p);

    [Theory]
    [EdgeTable(typeof(WelchT))]
    [InlineData("empty", double.NaN, double.NaN)]
    [InlineData("empty current", double.NaN, double.NaN)]
    [InlineData("one", double.NaN, double.NaN)]
    [InlineData("constant", double.NaN, double.NaN)]
    [InlineData("two constants", double.NegativeInfinity, 0)]
    [InlineData("NaN", -.5222329678670935, .6176652970841945)]
    [InlineData("infinite", .5222329678670935, .6176652970841945)]
    [InlineData("huge", double.NaN, double.NaN)]
    [InlineData("ties", -1.4142135623730951, .18766987086960304)]
    public void WelchT_keeps_its_word_at_the_edges(string edge, double statistic, double p) =>
        Check(WelchT.TwoSample(EdgeSamples.Of(edge).Reference, EdgeSamples.Of(edge).Current), statistic, p);

    static void Check(TestResult found, double statistic, double p)
    {
        Assert.Equal(statistic, found.Statistic, 1e-9);
        Assert.Equal(p, found.PValue, 1e-9);
        Assert.Equal(double.IsNaN(p), found.Method == TestMethod.Undefined);
    }
}
