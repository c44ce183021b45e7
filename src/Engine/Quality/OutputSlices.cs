using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Quality;

/// <summary>The columns of one side that quality reads: label, decision and scores, whole and of one length.</summary>
public sealed record OutputSlices
{
    /// <summary>The label column; null when the side has none.</summary>
    public ColumnSlice? Target { get; init; }

    /// <summary>The model's answer; null when only scores are given.</summary>
    public ColumnSlice? Prediction { get; init; }

    /// <summary>Score columns in schema order; <see cref="ColumnDefinition.ScoreOf"/> names the class of each.</summary>
    public IReadOnlyList<NumericSlice> Scores { get; init; } = [];

    /// <summary>Rows of the side; 0 without any column.</summary>
    public int RowCount => Target?.Length ?? Prediction?.Length ?? (Scores.Count > 0 ? Scores[0].Length : 0);

    /// <summary>Stretches of rows of one model, one behind the other. A column that a stretch lacks is left out.</summary>
    /// <param name="parts">At least one.</param>
    public static OutputSlices Join(IReadOnlyList<OutputSlices> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ColumnSlice? All(Func<OutputSlices, ColumnSlice?> of) =>
            parts.Select(of).OfType<ColumnSlice>().ToList() is { } found && found.Count == parts.Count ? JoinedSlices.Of(found) : null;
        return new OutputSlices
        {
            Target = All(p => p.Target),
            Prediction = All(p => p.Prediction),
            Scores = [.. parts[0].Scores.Select(s => All(p => p.Scores.FirstOrDefault(o => o.Column.Name == s.Column.Name)))
                .OfType<NumericSlice>()],
        };
    }

    /// <summary>Picks the target, prediction and score columns out of a data set. Score columns that are not numeric are left
    /// out.</summary>
    public static OutputSlices Read(IDataset dataset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ColumnSlice? First(ColumnRole role) =>
            dataset.Schema.First(role) is { } column ? dataset.Read(column.Name, cancellationToken) : null;
        return new OutputSlices
        {
            Target = First(ColumnRole.Target),
            Prediction = First(ColumnRole.Prediction),
            Scores =
            [
                .. dataset.Schema.Columns.Where(c => c.Role == ColumnRole.Score)
                    .Select(c => dataset.Read(c.Name, cancellationToken)).OfType<NumericSlice>(),
            ],
        };
    }
}
