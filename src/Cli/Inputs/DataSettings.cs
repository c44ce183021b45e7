using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Settings;
using Plumbline.Datasets;

namespace Plumbline.Cli.Inputs;

/// <summary>Reads from the settings how files are to be read.</summary>
static class DataSettings
{
    static readonly Dictionary<string, bool> s_yesNo = new() { ["yes"] = true, ["no"] = false, ["true"] = true, ["false"] = false };

    /// <summary>For the reference side, and for a file that is profiled.</summary>
    public static DatasetOptions Reference(CommandSettings settings) =>
        Common(settings) with { Rows = Rows(settings, Flags.ReferenceRows) };

    /// <summary>For the current side, which alone may have its truths in another file.</summary>
    public static DatasetOptions Current(CommandSettings settings)
    {
        string? truths = settings.Text(Flags.Truths);
        if (truths is not null && !settings.Has(Flags.Id))
            settings.Problem($"{settings.Origin(Flags.Truths)} needs --id: the column that joins the truths to the rows.");
        if (truths is not null && !settings.Has(Flags.Target))
            settings.Problem($"{settings.Origin(Flags.Truths)} needs --target: the column of the truths that holds the label.");
        return Common(settings) with { Rows = Rows(settings, Flags.CurrentRows), Truths = truths };
    }

    static DatasetOptions Common(CommandSettings settings) => new()
    {
        Target = settings.Text(Flags.Target),
        Prediction = settings.Text(Flags.Prediction),
        Scores = [.. Scores(settings)],
        Timestamp = settings.Text(Flags.Timestamp),
        TimeZone = settings.Text(Flags.TimeZone),
        Segments = settings.Texts(Flags.Segment),
        Protected = settings.Texts(Flags.Protected),
        Ignore = settings.Texts(Flags.Ignore),
        Categorical = settings.Texts(Flags.Categorical),
        Numeric = settings.Texts(Flags.Numeric),
        Missing = settings.Has(Flags.Missing) ? settings.Texts(Flags.Missing) : null,
        Header = settings.Choice(Flags.Header, s_yesNo),
        Id = settings.Text(Flags.Id),
    };

    // One column, or label=column pairs separated by commas; repeated flags add up.
    static List<ScoreColumn> Scores(CommandSettings settings)
    {
        IReadOnlyList<string> given = settings.Texts(Flags.Score);
        if (given is [var single] && !single.Contains('=', StringComparison.Ordinal)) return [new ScoreColumn(single, null)];
        var scores = new List<ScoreColumn>();
        foreach (string pair in given.SelectMany(g => g.Split(',', StringSplitOptions.TrimEntries)))
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && at < pair.Length - 1) scores.Add(new ScoreColumn(pair[(at + 1)..], pair[..at]));
            else settings.Problem($"{settings.Origin(Flags.Score)}: '{pair}' is not LABEL=COLUMN; with several score columns say which "
                + "class each is for: --score yes=p_yes,no=p_no");
        }
        foreach (IGrouping<string?, ScoreColumn> twice in scores.GroupBy(s => s.Label).Where(g => g.Count() > 1))
            settings.Problem($"{settings.Origin(Flags.Score)}: the label '{twice.Key}' has {twice.Count()} columns; give one each.");
        return scores;
    }

    static RowRange? Rows(CommandSettings settings, Flag flag)
    {
        if (settings.Text(flag) is not { } text) return null;
        try
        {
            return RowRange.Parse(text);
        }
        catch (FormatException wrong)
        {
            settings.Problem($"{settings.Origin(flag)}: {wrong.Message}");
            return null;
        }
    }
}
