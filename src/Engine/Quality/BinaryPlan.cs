using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Quality;

/// <summary>Chooses the two classes, the positive one, the score column and the threshold of a binary task.</summary>
static class BinaryPlan
{
    const double DefaultThreshold = .5;

    const string Other = "(other)";

    internal static TaskPlan? Make(OutputFacts facts, QualityOptions options, ICollection<Message> notes)
    {
        bool predictionIsScore = PredictionIsScore(facts);
        bool hasDecisions = facts.HasPrediction && !predictionIsScore;
        var all = facts.Target.Counts.Keys.Concat(hasDecisions ? facts.Prediction.Counts.Keys : []).Distinct().ToList();
        bool asWords = all.Count > 0 && all.All(l => LabelText.AsWord(l) is not null);
        var labels = LabelsInOrder(facts, all, asWords);
        string positive = ChoosePositive(facts, options, labels, asWords, notes);
        string negative = labels.FirstOrDefault(l => l != positive) ?? (asWords ? positive == "1" ? "0" : "1" : Other);
        if (labels.Count(l => l != positive) > 1) negative = Other;
        var (score, ofNegative) = ChooseScore(facts, predictionIsScore, positive, negative, asWords, notes);
        return new TaskPlan
        {
            Task = ModelTask.Binary,
            Labels = [Spelling(facts, negative, asWords), Spelling(facts, positive, asWords)],
            Codes = Codes(facts, options, labels, positive),
            AsWords = asWords,
            PredictionIsScore = predictionIsScore,
            ScoreIsOfNegative = ofNegative,
            ScoreColumns = [score],
            ThresholdIsDefault = !hasDecisions && options.Threshold is null,
            Threshold = ChooseThreshold(hasDecisions, options, notes),
        };
    }

    /// <summary>Without a score column, a numeric prediction that is neither a code nor of the target's values is read as the
    /// score.</summary>
    static bool PredictionIsScore(OutputFacts facts) =>
        facts.HasPrediction && facts.ScoreColumns.Count == 0 && facts.Prediction.IsNumeric
            && (facts.Prediction.TooMany || facts.Prediction.Distinct > 2)
        && !facts.Prediction.Counts.Keys.All(facts.Target.Counts.ContainsKey);

    /// <summary>Compared labels of the reference first; those only in the current set or the predictions count when there are not yet
    /// two.</summary>
    static List<string> LabelsInOrder(OutputFacts facts, List<string> all, bool asWords)
    {
        string Key(string label) => asWords ? LabelText.AsWord(label)! : label;
        var labels = facts.Labels.Counts.Keys.Order(StringComparer.Ordinal).Select(Key).Distinct().ToList();
        foreach (string label in all.Order(StringComparer.Ordinal).Select(Key))
            if (labels.Count < 2 && !labels.Contains(label)) labels.Add(label);
        return labels;
    }

    static string ChoosePositive(OutputFacts facts, QualityOptions options, List<string> labels, bool asWords, ICollection<Message> notes)
    {
        string Key(string label) => asWords ? LabelText.AsWord(LabelText.Of(label)) ?? LabelText.Of(label) : LabelText.Of(label);
        if (options.Positive is { } given)
        {
            bool known = labels.Contains(Key(given)) || facts.Target.Counts.ContainsKey(Key(given));
            if (!known)
                notes.Add(Message.Of("quality.positive_unknown", ("positive", given), ("labels", Some(facts.Target.Counts.Keys))));
            return Key(given);
        }
        if (labels.FirstOrDefault(l => LabelText.AsWord(l) == "1") is { } word)
            return Chosen(facts, word, asWords, "quality.positive_word", notes);
        if (asWords) return Chosen(facts, "1", asWords, "quality.positive_word", notes);
        if (facts.ScoreColumns.Select(c => c.ScoreOf).FirstOrDefault(s => s is not null && labels.Contains(Key(s))) is { } scored)
            return Chosen(facts, Key(scored), asWords, "quality.positive_score", notes);
        string rarer = labels.Count == 0 ? "1" : labels.MinBy(l => facts.Labels.Counts.GetValueOrDefault(l))!;
        return Chosen(facts, rarer, asWords, labels.Count == 0 ? "quality.positive_word" : "quality.positive_rarer", notes);
    }

    static string Chosen(OutputFacts facts, string positive, bool asWords, string key, ICollection<Message> notes)
    {
        notes.Add(Message.Of(key, ("positive", Spelling(facts, positive, asWords))));
        return positive;
    }

    static string Spelling(OutputFacts facts, string label, bool asWords)
    {
        if (!asWords) return label;
        string? Find(LabelCensus census) => census.Counts.Keys.Order(StringComparer.Ordinal)
            .FirstOrDefault(l => LabelText.AsWord(l) == label);
        return Find(facts.Labels) ?? Find(facts.Target) ?? Find(facts.Prediction) ?? label;
    }

    /// <summary>With two labels every other text is unknown; with --positive among many, every other label is the negative class.</summary>
    static ImmutableDictionary<string, int> Codes(OutputFacts facts, QualityOptions options, List<string> labels, string positive)
    {
        var codes = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (string label in labels) codes[label] = 0;
        if (options.Positive is not null && labels.Count > 2)
            foreach (string label in facts.Target.Counts.Keys) codes.TryAdd(label, 0);
        codes[positive] = 1;
        return codes.ToImmutable();
    }

    static (string? Column, bool OfNegative) ChooseScore(OutputFacts facts, bool predictionIsScore, string positive, string negative,
        bool asWords,
        ICollection<Message> notes)
    {
        if (predictionIsScore)
        {
            notes.Add(Message.Of("quality.prediction_is_score"));
            return (null, false);
        }
        bool Of(ColumnDefinition column, string label)
        {
            if (column.ScoreOf is not { } named) return false;
            string compared = LabelText.Of(named);
            return (asWords ? LabelText.AsWord(compared) ?? compared : compared) == label;
        }
        if (facts.ScoreColumns.FirstOrDefault(c => Of(c, positive)) is { } exact) return (exact.Name, false);
        if (facts.ScoreColumns.FirstOrDefault(c => c.ScoreOf is null) is { } plain) return (plain.Name, false);
        if (facts.ScoreColumns.FirstOrDefault(c => Of(c, negative)) is not { } opposite)
            return (facts.ScoreColumns.Count > 0 ? facts.ScoreColumns[0].Name : null, false);
        notes.Add(Message.Of("quality.score_of_negative", ("column", opposite.Name), ("label", opposite.ScoreOf!)));
        return (opposite.Name, true);
    }

    static double ChooseThreshold(bool hasDecisions, QualityOptions options, ICollection<Message> notes)
    {
        if (hasDecisions)
        {
            notes.Add(Message.Of("quality.threshold_prediction"));
            return double.NaN;
        }
        double threshold = options.Threshold ?? DefaultThreshold;
        notes.Add(Message.Of(options.Threshold is null ? "quality.threshold_default" : "quality.threshold_given",
            ("threshold", threshold.ToString("R", CultureInfo.InvariantCulture))));
        return threshold;
    }

    internal static string Some(IEnumerable<string> labels)
    {
        var shown = labels.Order(StringComparer.Ordinal).Take(6).Select(l => l.Length > 40 ? l[..40] + "…" : l).ToList();
        return string.Join(", ", shown);
    }
}
