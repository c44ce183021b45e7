using System.Globalization;
using Plumbline.Engine.Reports;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Models;

/// <summary>Everything that is wrong with a registration, told at once.</summary>
sealed class RegistrationProblems
{
    public const int MostTags = 20;
    public const int MostRetentionDays = 36_500;
    public const double MostLatenessSeconds = 7 * 24 * 3600;

    const int MostTold = 50;

    readonly List<ProblemPart> _parts = [];

    /// <summary>Looks at all of it.</summary>
    /// <exception cref="ProblemException">422 with every problem.</exception>
    public static void ThrowIfAny(ModelRegistration given)
    {
        var problems = new RegistrationProblems();
        problems.Look(given);
        if (problems._parts.Count > 0) throw ProblemException.Invalid(problems._parts);
    }

    public void Add(string field, string? value, string allowed, string detail)
    {
        if (_parts.Count < MostTold) _parts.Add(new ProblemPart(field, detail, value, allowed));
    }

    public static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    void Look(ModelRegistration given)
    {
        string tasks = Words.All<ModelTask>();
        if (given.Task is { } task && Words.Parse<ModelTask>(task) is null)
            Add("task", task, tasks, $"'{task}' is no task; allowed: {tasks}.");
        if (given.Positive is { } positive && !ModelNames.IsText(positive))
            Add("positive", positive, "1 to 200 bytes", "The positive class must be a text of 1 to 200 bytes.");
        if (given.Threshold is { } threshold && threshold is not (>= 0 and <= 1))
            Add("threshold", Text(threshold), "0 to 1", $"The threshold {Text(threshold)} is outside 0 to 1.");
        if (given.RetentionDays is { } days && days is not (>= 0 and <= MostRetentionDays))
            Add("retention_days", Text(days), $"1 to {MostRetentionDays}, or 0 for the server's own number",
                $"A retention of {Text(days)} days is outside 1 to {MostRetentionDays}; 0 takes the server's own number again.");
        if (given.LatenessSeconds is { } late && late is not (>= 0 and <= MostLatenessSeconds))
            Add("lateness_seconds", Text(late), $"0 to {Text(MostLatenessSeconds)} seconds",
                $"A lateness of {Text(late)} seconds is outside 0 to {Text(MostLatenessSeconds)} (7 days).");
        Tags(given.Tags);
        if (given.Schema is { } schema) new SchemaProblems(this).Look(schema);
    }

    void Tags(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null) return;
        if (tags.Count > MostTags)
            Add("tags", Text(tags.Count), $"at most {MostTags}", $"{tags.Count} tags are more than the {MostTags} a model may have.");
        foreach ((string name, string value) in tags.Take(MostTags))
            if (!ModelNames.IsText(name) || !ModelNames.IsText(value))
                Add($"tags.{ProblemException.Shorten(name)}", value, "name and value of 1 to 200 bytes",
                    "Names and values of tags are texts of 1 to 200 bytes.");
    }
}
