using Plumbline.Datasets.Files;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Ingest.Sessions;
using StoredAs = Plumbline.Datasets.Types.Storage;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Decides where each column of a file goes: by the address, by what the model knows, by its name.</summary>
sealed class ColumnPlacing(IReadOnlyList<FileField> fields, FileMapping mapping, ModelDefinition? model, IngestKind kind)
{
    const string TagsInOne = "tags";

    static readonly Dictionary<string, string> s_namesOfEvents = new(StringComparer.Ordinal)
    {
        ["event_id"] = "id", ["timestamp"] = "time", ["event_time"] = "time", ["model_version"] = "version", ["latency"] = "latency_ms",
    };

    static readonly Dictionary<string, string> s_namesOfTruths = new(StringComparer.Ordinal)
    {
        ["event_id"] = "id", ["label"] = "truth", ["target"] = "truth",
    };

    static readonly string[] s_eventFields =
        ["id", "time", "version", "environment", "prediction", "score", "latency_ms", "weight", "error"];
    static readonly string[] s_truthFields = ["id", "truth", "time"];
    static readonly string[] s_objects = ["features", "segments", "scores", "tags"];

    readonly Dictionary<string, (string? Object, string Property)> _given = new(StringComparer.Ordinal);

    /// <summary>The columns that are read, those of one object side by side.</summary>
    /// <exception cref="IngestFaultException">A column that is named is not there, two have one place, or one has none.</exception>
    internal FileColumn[] Place()
    {
        TakeMapping();
        FileColumn[] columns = [.. fields.Select(Place).OfType<FileColumn>()];
        if (columns.GroupBy(c => c.Field).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Wrong($"Columns {Names(twice.Select(c => fields[c.Index].Name))} of the file would both be '{twice.Key}': name one of "
                + $"them in the address, such as {Parameter(twice.Key)}={fields[twice.First().Index].Name}, and the other in ignore=.");
        if (columns.Length == 0) throw Wrong("No column of the file is read: name fewer in ignore=.");
        if (kind == IngestKind.Truths) CheckTruths(columns);
        return [.. columns.OrderBy(c => Array.IndexOf(s_objects, c.Object))];
    }

    void TakeMapping()
    {
        foreach ((string parameter, string name) in mapping.Single) Give(parameter, name, null, parameter == "latency" ? "latency_ms"
            : parameter);
        foreach ((string label, string name) in mapping.Scores) Give("score", name, label.Length == 0 ? null : "scores", label.Length == 0
            ? "score" : label);
        foreach (string name in mapping.Segments) Give("segment", name, "segments", name);
        foreach (string name in mapping.Tags) Give("tag", name, "tags", name);
        foreach (string name in mapping.Ignored.Where(n => n != FileMapping.All)) CheckPresent("ignore", name);
        if (kind == IngestKind.Events) FindTime();
    }

    /// <summary>Where no column is called so, the only one that holds times is the time.</summary>
    void FindTime()
    {
        if (IsTaken("time") || fields.Any(f => s_namesOfEvents.GetValueOrDefault(f.Name, f.Name) == "time"
            || Known(f.Name)?.Role == ColumnRole.Timestamp)) return;
        FileField[] times = [.. fields.Where(f => f.Looks.Storage == StoredAs.Time && Known(f.Name) is null && !_given.ContainsKey(f.Name)
            && !mapping.Ignored.Contains(f.Name))];
        if (times is [var only]) _given.Add(only.Name, (null, "time"));
        else if (times.Length > 1)
            throw Wrong($"Columns {Names(times.Select(f => f.Name))} of the file hold times: say with time= which is the event's, and name "
                + "the others in ignore=.");
    }

    void Give(string parameter, string name, string? place, string property)
    {
        CheckPresent(parameter, name);
        if (!_given.TryAdd(name, (place, property)))
            throw Wrong($"The column '{ProblemException.Shorten(name)}' is named twice in the address.");
    }

    void CheckPresent(string parameter, string name)
    {
        if (fields.Any(f => f.Name == name)) return;
        string hint = NearestName.Hint(name, fields.Select(f => f.Name));
        throw Wrong($"The file has no column '{ProblemException.Shorten(name)}', which {parameter}= names."
            + (hint.Length > 0 ? hint : $" Its columns are {Names(fields.Select(f => f.Name))}."));
    }

    FileColumn? Place(FileField field, int index)
    {
        if (mapping.Ignored.Contains(field.Name)) return null;
        bool isGiven = _given.TryGetValue(field.Name, out var place);
        if (!isGiven && mapping.IgnoresTheRest) return null;
        if (!isGiven) place = kind == IngestKind.Truths ? PlaceOfTruth(field) : PlaceOfEvent(field);
        return new FileColumn(index, place.Object, place.Property, ValueOf(place.Object, place.Property, field))
        {
            Order = field.Looks.Order,
            HasDecimalComma = field.Looks.HasDecimalComma,
        };
    }

    (string? Object, string Property) PlaceOfTruth(FileField field)
    {
        if (model?.Schema.Columns.First(ColumnRole.Target)?.Name == field.Name && !IsTaken("truth")) return (null, "truth");
        string name = s_namesOfTruths.GetValueOrDefault(field.Name, field.Name);
        if (s_truthFields.Contains(name) && !IsTaken(name)) return (null, name);
        throw Wrong($"A truth has an id, a truth and a time; the column '{ProblemException.Shorten(field.Name)}' is none of them. "
            + "Name columns with id=, truth= and time=, and the others in ignore= (ignore=* for all others).");
    }

    (string? Object, string Property) PlaceOfEvent(FileField field)
    {
        if (Known(field.Name) is { } known && Of(known) is { } place && !(place.Object is null && IsTaken(place.Property))) return place;
        int dot = field.Name.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && s_objects.Contains(field.Name[..dot])) return (field.Name[..dot], field.Name[(dot + 1)..]);
        if (field.Name.StartsWith(LiveColumns.ScorePrefix, StringComparison.Ordinal))
            return ("scores", field.Name[LiveColumns.ScorePrefix.Length..]);
        string name = s_namesOfEvents.GetValueOrDefault(field.Name, field.Name);
        if (s_eventFields.Contains(name) && !IsTaken(name)) return (null, name);
        if (field.Name == TagsInOne) return (null, TagsInOne);
        if (field.Name == LiveColumns.Truth || Known(field.Name)?.Role == ColumnRole.Target)
            throw Wrong($"The column '{ProblemException.Shorten(field.Name)}' holds truths: send the file to truths as well, and name the "
                + "column in ignore= here.");
        return ("features", field.Name);
    }

    static (string? Object, string Property)? Of(ColumnDefinition column) => column.Role switch
    {
        ColumnRole.Prediction => (null, "prediction"),
        ColumnRole.Score => column.ScoreOf is { } label ? ("scores", label) : (null, "score"),
        ColumnRole.Version => (null, "version"),
        ColumnRole.Environment => (null, "environment"),
        ColumnRole.Latency => (null, "latency_ms"),
        ColumnRole.Weight => (null, "weight"),
        ColumnRole.Error => (null, "error"),
        ColumnRole.Segment => ("segments", column.Name),
        ColumnRole.Feature or ColumnRole.Protected or ColumnRole.Ignore or ColumnRole.Image or ColumnRole.Text or ColumnRole.Embedding =>
            ("features", column.Name),
        ColumnRole.Id => (null, "id"),
        ColumnRole.Timestamp => (null, "time"),
        ColumnRole.Target => null,
    };

    FileValue ValueOf(string? place, string property, FileField field) => (place, property) switch
    {
        (null, "time") => FileValue.Time,
        (null, TagsInOne) => FileValue.Json,
        (null, "truth") => FileValue.Answer,
        (null, "latency_ms" or "weight" or "score") or ("scores", _) => FileValue.Number,
        (null, "prediction") => OfKnown(Role(ColumnRole.Prediction), field),
        ("features", _) => OfKnown(Known(property), field),
        _ => FileValue.Text,
    };

    /// <summary>By the model's columns. What is not confirmed may still become text, as it may in JSON.</summary>
    FileValue OfKnown(ColumnDefinition? known, FileField field)
    {
        bool isSettled = known is not null && (model?.IsConfirmed == true || field.Looks.Storage != StoredAs.Text);
        if (!isSettled) return OfLooks(field);
        return known!.Type switch
        {
            ColumnType.Numeric => FileValue.Number,
            ColumnType.Boolean => FileValue.Boolean,
            ColumnType.Timestamp => FileValue.Time,
            ColumnType.Vector => FileValue.Vector,
            ColumnType.Categorical or ColumnType.Text => FileValue.Text,
        };
    }

    static FileValue OfLooks(FileField field) => field.Looks.Storage switch
    {
        StoredAs.Number => FileValue.Number,
        StoredAs.Vector => FileValue.Vector,
        StoredAs.Text or StoredAs.Time => field.IsBoolean ? FileValue.Boolean : FileValue.Text,
    };

    void CheckTruths(FileColumn[] columns)
    {
        foreach (string needed in (ReadOnlySpan<string>)["id", "truth"])
            if (columns.All(c => c.Property != needed))
                throw Wrong($"No column of the file is the {needed}: name it with {needed}=. Its columns are "
                    + $"{Names(fields.Select(f => f.Name))}.");
    }

    ColumnDefinition? Known(string name) => model?.Schema.Columns.Find(name);

    ColumnDefinition? Role(ColumnRole role) => model?.Schema.Columns.First(role);

    bool IsTaken(string property) => _given.Values.Contains((null, property));

    static string Parameter(string field) => field == "latency_ms" ? "latency" : field;

    static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(20).Select(n => $"'{ProblemException.Shorten(n)}'"))
            + (all.Length > 20 ? $" and {all.Length - 20} more" : "");
    }

    static IngestFaultException Wrong(string detail) => new(FileFaults.Columns(detail));
}
