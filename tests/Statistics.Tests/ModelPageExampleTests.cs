using System.Globalization;
using System.Runtime.CompilerServices;
using Plumbline.Statistics.Association;
using Plumbline.Statistics.Calibration;
using Plumbline.Statistics.Fairness;
using Plumbline.Statistics.Multivariate;
using Plumbline.Statistics.Quality;
using Plumbline.Statistics.Slices;
using Plumbline.Statistics.Tests.Multivariate;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests;

/// <summary>The example on a page about models, rows and associations is the code that runs here, with the number that comes out.</summary>
public sealed class ModelPageExampleTests
{
    public static TheoryData<Type, string> Examples =>
    [
        Line(typeof(ConfusionCounts), ConfusionCounts.Of([1, 1, 0, 0, 1], [1, 0, 1, 0, 1]).TruePositives),
        Line(typeof(ConfusionMatrix), new ConfusionMatrix([50, 3, 2, 5, 30, 5, 0, 4, 21]).OneAgainstRest(1).FalsePositives),
        Line(typeof(BinaryMeasures), BinaryMeasures.F1(new ConfusionCounts(30, 12, 9, 80)).Value),
        Line(typeof(CostMatrix), BinaryMeasures.ValuePerRow(new ConfusionCounts(30, 12, 9, 80), new CostMatrix(50, -10, -100, 0)).Value),
        Line(typeof(MulticlassMeasures), MulticlassMeasures.F1(new ConfusionMatrix([50, 3, 2, 5, 30, 5, 0, 4, 21]), Averaging.Macro).Value),
        Line(typeof(MultilabelMeasures), Multilabel([true, false, false, true], [true, true, false, true]).HammingLoss.Value),
        Line(typeof(ScoredLabels), ScoredLabels.Of([.1, .4, .35, .8], [0, 0, 1, 1]).At(.4).TruePositives),
        Line(typeof(RocAuc), RocAuc.Compute(ScoredLabels.Of([.1, .4, .35, .8], [0, 0, 1, 1])).Value),
        Line(typeof(AveragePrecision), AveragePrecision.Compute(ScoredLabels.Of([.1, .4, .35, .8], [0, 0, 1, 1])).Value),
        Line(typeof(ScoreCurve), ScoreCurve.Points(ScoredLabels.Of([.1, .4, .35, .8], [0, 0, 1, 1]))[2].FalsePositiveRate),
        Line(typeof(ScoreSeparation), ScoreSeparation.Gini(ScoredLabels.Of([.1, .4, .35, .8], [0, 0, 1, 1])).Value),
        Line(typeof(LiftTable), LiftTable.Compute(ScoredLabels.Of([.1, .4, .35, .8], [0, 0, 1, 1]), steps: 4)[0].Lift),
        Line(typeof(LogLoss), LogLoss.Compute([.1, .9, .8, .35], [0, 1, 1, 0]).Loss.Value),
        Line(typeof(BrierScore), BrierScore.Compute([.1, .9, .8, .35], [0, 1, 1, 0]).Value),
        Line(typeof(RegressionMeasures), RegressionMeasures.Compute([3, -.5, 2, 7], [2.5, 0, 2, 8]).RSquared.Value),
        Line(typeof(BestConstant), BestConstant.LogLoss(new ConfusionCounts(30, 5, 10, 55))),
        Line(typeof(OneRule), OneRule.Fit([0, 0, 0, 1, 1], 2, [1, 1, 0, 0, 0], 2).TrainingAccuracy),
        Line(typeof(OutcomeProfile), Profile([.25, .5, .75], [.1, .4, .35, .8], [0, 0, 1, 1]).RocAuc().Value),
        Line(typeof(ScoreEdges), ScoreEdges.Quantiles([.1, .2, .3, .4], bins: 2)[0]),
        Line(typeof(ReliabilityCurve), ReliabilityCurve.Compute(ScoredLabels.Of([.1, .4, .35, .8], [0, 0, 1, 1]), bins: 2)[0].Observed.Value),
        Line(typeof(ExpectedCalibrationError), ExpectedCalibrationError.Compute(ScoredLabels.Of([.1, .4, .35, .8], [0, 0, 1, 1]), bins: 2).Value),
        Line(typeof(GroupOutcomes), Outcomes([0, 0, 0, 1, 1], [1, 0, 1, 1, 1])[0].SelectionRate.Value),
        Line(typeof(GroupGaps), GroupGaps.Compute([Group(30, 10, 20, 40), Group(60, 40, 10, 90)], FairnessGapMeasure.EqualOpportunityDifference).Value.Low),
        Line(typeof(MixWithin), MixWithin.Split([50, 50], [.9, .7], [80, 20], [.9, .6]).Mix),
        Line(typeof(SliceLine), SliceLine.Find([new([0, 0, 1, 1], 2)], [1, 3, 0, 0], new() { MinimumRows = 1 })[0].Score),
        Line(typeof(PearsonCorrelation), PearsonCorrelation.Compute([1, 2, 3, 4, 5], [2, 1, 4, 3, 7]).Value),
        Line(typeof(SpearmanCorrelation), SpearmanCorrelation.Compute([1, 2, 3, 4, 5], [2, 1, 4, 3, 70]).Value),
        Line(typeof(CramersVAssociation), CramersVAssociation.OfTable([40, 10, 15, 35], columns: 2).Value),
        Line(typeof(Correlation), Correlation.Difference(new(.3, .1, 103), new(.6, .1, 103)).Statistic),
        Line(typeof(RowTable), RowTable.FromVectors([1, 2, 3, 4, 5, 6], dimension: 3).Rows),
        Line(typeof(RowMatrix), new RowMatrix(new float[] { 1, 2, 3, 4, 5, 6 }, dimension: 2).Rows),
        Line(typeof(DomainClassifier), DomainClassifier.Compute(Tables.Mixed(500, seed: 1), Tables.Mixed(500, seed: 2, shift: .5)).Auc.Value),
        Line(typeof(PcaReconstruction), PcaReconstruction.Compare(Tables.Correlated(500, .9, seed: 1), Tables.Correlated(500, -.9, seed: 2)).Current.Value),
        Line(typeof(MaximumMeanDiscrepancy), MaximumMeanDiscrepancy.Compute(new(new float[] { 0, 1, 2 }, 1), new(new float[] { 3, 4, 5 }, 1)).Value),
        Line(typeof(CosineDistance), CosineDistance.OfMeans(new(new float[] { 1, 0 }, 2), new(new float[] { 1, 1 }, 2)).Value),
    ];

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_page_shows_the_code_and_its_number(Type statistic, string line)
    {
        string page = Repository.Path("docs", "methods", StatisticChecks.PageOf(statistic));

        Assert.True(File.Exists(page) && File.ReadAllLines(page).Contains(line), $"{StatisticChecks.PageOf(statistic)} lacks the line\n{line}");
    }

    static TheoryDataRow<Type, string> Line(Type statistic, double value, [CallerArgumentExpression(nameof(value))] string code = "") =>
        new(statistic, string.Create(CultureInfo.InvariantCulture, $"Example: `{code}` = {value:G6}"));

    // Two labels, row after row.
    static MultilabelMeasures Multilabel(bool[] truth, bool[] decision)
    {
        MultilabelMeasures measures = new(labels: 2);
        for (int i = 0; i < truth.Length; i += 2) measures.Add(truth.AsSpan(i, 2), decision.AsSpan(i, 2));
        return measures;
    }

    static OutcomeProfile Profile(double[] edges, double[] scores, int[] truth)
    {
        OutcomeProfile profile = new(edges);
        profile.AddRange(scores, new int[scores.Length], truth);
        return profile;
    }

    static GroupOutcomes Outcomes(int[] groups, int[] decision)
    {
        GroupOutcomes outcomes = new(groups: 2);
        outcomes.AddRange(groups, decision, [], []);
        return outcomes;
    }

    static GroupOutcome Group(long tp, long fp, long fn, long tn) =>
        new(tp + fp + fn + tn, tp + fp, new(tp, fp, fn, tn), Estimate.Undefined(0), Estimate.Undefined(0));
}
