namespace Plumbline.Load.Streams;

/// <summary>A data set as a stream of events with its own time, and what METHODS.md section 8 knows of it.</summary>
/// <param name="Name">The folder of the data set.</param>
/// <param name="Rows">DuckDB query over the files with {0} for the folder: n (place in the stream), id, t (time), is_reference; truth,
/// prediction and
/// score or NULL; and every feature.</param>
/// <param name="Numeric">Features that are numbers.</param>
/// <param name="Categorical">Features that are categories, codes too.</param>
/// <param name="Stretches">What is known of each stretch of time.</param>
public sealed record StreamSource(string Name, string Rows, IReadOnlyList<string> Numeric, IReadOnlyList<string> Categorical,
    IReadOnlyList<Stretch> Stretches)
{
    /// <summary>Event and truth of each row as JSON lines, in order.</summary>
    public string Lines(string folder, long most)
    {
        string features = string.Join(", ", Numeric.Select(n => $"{n} := CAST({n} AS DOUBLE)")
            .Concat(Categorical.Select(c => $"{c} := CAST({c} AS VARCHAR)")));
        const string Time = "strftime(t, '%Y-%m-%dT%H:%M:%S.%gZ')";
        return $$"""
            SELECT epoch_us(t), is_reference,
              CAST(json_merge_patch(to_json(struct_pack(id := CAST(id AS VARCHAR), "time" := {{Time}}, prediction := CAST(prediction AS VARCHAR), score := CAST(score AS DOUBLE))),
                json_object('features', to_json(struct_pack({{features}})))) AS VARCHAR),
              CASE WHEN truth IS NOT NULL THEN CAST(to_json(struct_pack(id := CAST(id AS VARCHAR), truth := CAST(truth AS VARCHAR), "time" := {{Time}})) AS VARCHAR) END
            FROM ({{string.Format(System.Globalization.CultureInfo.InvariantCulture, Rows, folder)}}) WHERE n < {{most}} ORDER BY t, n
            """;
    }
}

/// <summary>What is known of a stretch of time.</summary>
/// <param name="Name">As section 8 calls it.</param>
/// <param name="From">First moment.</param>
/// <param name="To">End, not included.</param>
/// <param name="Known">What section 8 says, in words.</param>
public sealed record Stretch(string Name, DateTimeOffset From, DateTimeOffset To, string Known)
{
    /// <summary>Columns that must be flagged in at least half of the windows; * is quality.</summary>
    public IReadOnlyList<string> MustFlag { get; init; } = [];

    /// <summary>Columns that may be flagged; every other flag in more than a tenth of the windows disagrees. Null: any.</summary>
    public IReadOnlyList<string>? MayFlag { get; init; }
}
