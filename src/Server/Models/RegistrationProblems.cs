using System.Globalization;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Models;

/// <summary>Everything that is wrong with a registration, told at once.</summary>
sealed class RegistrationProblems
{
    public const int MostTags = 20;
    public const double MostLatenessSeconds = 7 * 24 * 3600;

    static readonly ColumnRole[] s_once = [ColumnRole.Prediction, ColumnRole.Target, ColumnRole.Timestamp, ColumnRole.Id, ColumnRole.Latency, ColumnRole.Weight,
        ColumnRole.Version, ColumnRole.Environment, ColumnRole.Error];

    readonly List<ProblemPart> _parts = [];

    /// <summary>Looks at all of it.</summary>
    /// <exception cref="ProblemException">400 with every problem.</exception>
    public static void ThrowIfAny(ModelRegistration given)
    {
        var problems = new RegistrationProblems();
        problems.Look(given);
        if (problems._parts.Count > 0) throw ProblemException.Invalid(problems._parts);
    }

    void Look(ModelRegistration given)
    {
        if (given.Task is { } task && Words.Parse<ModelTask>(task) is null) Add("task", task, Words.All<ModelTask>(), $"'{task}' is no task; allowed: {Words.All<ModelTask>()}.");
        if (given.Positive is { } positive && !ModelNames.IsText(positive)) Add("positive", positive, "1 to 200 bytes", "The positive class must be a text of 1 to 200 bytes.");
        if (given.Threshold is { } threshold && threshold is not (>= 0 and <= 1)) Add("threshold", Text(threshold), "0 to 1", $"The threshold {Text(threshold)} is outside 0 to 1.");
        if (given.LatenessSeconds is { } late && late is not (>= 0 and <= MostLatenessSeconds))
            Add("lateness_seconds", Text(late), $"0 to {Text(MostLatenessSeconds)} seconds", $"A lateness of {Text(late)} seconds is outside 0 to {Text(MostLatenessSeconds)} (7 days).");
        Tags(given.Tags);
        if (given.Columns is { } columns) Columns(columns);
        Known("segments", given.Segments, given.Columns);
        Known("protected", given.Protected, given.Columns);
    }

    void Tags(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null) return;
        if (tags.Count > MostTags) Add("tags", Text(tags.Count), $"at most {MostTags}", $"{tags.Count} tags are more than the {MostTags} a model may have.");
        foreach ((string name, string value) in tags.Take(MostTags))
            if (!ModelNames.IsText(name) || !ModelNames.IsText(value)) Add($"tags.{ProblemException.Shorten(name)}", value, "name and value of 1 to 200 bytes", "Names and values of tags are texts of 1 to 200 bytes.");
    }

    void Columns(IReadOnlyList<ColumnContract> columns)
    {
        if (columns.Count is 0 or > IngestLimits.Columns)
        {
            Add("columns", Text(columns.Count), $"1 to {IngestLimits.Columns}", $"{columns.Count} columns; a model has 1 to {IngestLimits.Columns}. Leave them out to have them inferred.");
            return;
        }
        for (int i = 0; i < columns.Count; i++) Column(columns[i], $"columns[{i}]");
        foreach (var twice in columns.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            Add("columns", twice.Key, "each name once", $"The column '{ProblemException.Shorten(twice.Key)}' is given {twice.Count()} times.");
        foreach (var twice in columns.GroupBy(RoleOf).Where(g => g.Key is { } role && s_once.Contains(role) && g.Count() > 1))
            Add("columns", Words.Of(twice.Key!.Value), "each such role once", $"The role '{Words.Of(twice.Key.Value)}' is given to {twice.Count()} columns; one may have it.");
    }

    void Column(ColumnContract column, string place)
    {
        if (!ModelNames.IsText(column.Name)) Add(place + ".name", column.Name, "1 to 200 bytes without control characters", $"'{ProblemException.Shorten(column.Name)}' cannot be the name of a column.");
        if (Words.Parse<ColumnType>(column.Type) is null)
            Add(place + ".type", column.Type, Words.All<ColumnType>(), $"'{ProblemException.Shorten(column.Type)}' is no type; allowed: {Words.All<ColumnType>()}.");
        if (RoleOf(column) is not { } role) Add(place + ".role", column.Role, Words.All<ColumnRole>(), $"'{ProblemException.Shorten(column.Role)}' is no role; allowed: {Words.All<ColumnRole>()}.");
        else if (TakenNames.Misused(column.Name, role) is { } why) Add(place + ".name", column.Name, "a name that is not taken", why);
        else if (column.ScoreOf is not null && role != ColumnRole.Score) Add(place + ".score_of", column.ScoreOf, "only for the role score", "Only a score is of a class.");
    }

    void Known(string field, IReadOnlyList<string>? names, IReadOnlyList<ColumnContract>? columns)
    {
        if (names is null) return;
        if (columns is null)
        {
            Add(field, string.Join(", ", names.Take(3)), "given together with columns", $"'{field}' names columns, so 'columns' must be given too.");
            return;
        }
        if (field == "segments" && names.Count > IngestLimits.SegmentColumns)
            Add(field, Text(names.Count), $"at most {IngestLimits.SegmentColumns}", $"{names.Count} segment columns are more than the {IngestLimits.SegmentColumns} a model may have.");
        foreach (string name in names.Where(n => columns.All(c => c.Name != n)).Take(10)) Add(field, name, "a name of 'columns'", $"'{ProblemException.Shorten(name)}' is named in '{field}' but is no column.");
    }

    static ColumnRole? RoleOf(ColumnContract column) => column.Role is null ? ColumnRole.Feature : Words.Parse<ColumnRole>(column.Role);

    void Add(string field, string? value, string allowed, string detail)
    {
        if (_parts.Count < 50) _parts.Add(new ProblemPart(field, detail, value, allowed));
    }

    static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
