using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Server.Limits;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Upkeep;

/// <summary>Notes columns that stopped coming, and those that came again, as a revision of the model's columns that people can
/// see.</summary>
/// <remarks>Asked once for every hour that is over. A column has vanished when for a whole day of hours with events, and for a thousand
/// events at least, it never had a value: optional columns that are seldom filled do not come and go.</remarks>
sealed class ColumnPresence(IModelCatalog catalog, LiveCells cells, UpkeepCounts counts, TimeProvider clock)
{
    /// <summary>Hours with events but without a value.</summary>
    const int Patience = 24;

    /// <summary>Events without a value.</summary>
    const long LeastRows = 1_000;

    static readonly TimeSpan s_hour = TimeSpan.FromHours(1);
    static readonly TimeSpan s_lookBack = TimeSpan.FromDays(7);

    readonly Dictionary<int, DateTimeOffset> _seenTo = [];

    public void Run(CancellationToken cancellationToken)
    {
        foreach (var model in catalog.Models())
        {
            if (cells.LastEvent(model.Number) is not { } last) continue;
            var end = new DateTimeOffset(last.UtcTicks - (last.UtcTicks % s_hour.Ticks), TimeSpan.Zero);
            if (_seenTo.GetValueOrDefault(model.Number) == end) continue;
            Note(model, SilenceOf(model, end, cancellationToken));
            _seenTo[model.Number] = end;
        }
    }

    void Note(ModelDefinition model, Dictionary<string, int> silence)
    {
        if (model.Revisions.Length >= IngestLimits.Revisions) return;
        var next = SchemaEvolution.NotePresence(model.Revisions, silence, Patience, clock.GetUtcNow());
        // Somebody else may have changed the model meanwhile: the next hour finds the same.
        if (!ReferenceEquals(next, model.Schema) && catalog.UpdateModel(model, model with { Revisions = model.Revisions.Add(next) }))
            counts.Noted();
    }

    /// <summary>For each column the hours with events, up to the last, in which it had no value; columns of which that is not certain are
    /// left out.</summary>
    Dictionary<string, int> SilenceOf(ModelDefinition model, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var query = new CellQuery { Model = model.Number, From = end - s_lookBack, To = end, WithSketches = false };
        var hours = cells.Read(query, cancellationToken).Cells
            .Where(c => c.Profile.Rows > 0 && c.Key.Length <= s_hour)
            .GroupBy(c => c.Key.Start.UtcTicks / s_hour.Ticks).OrderByDescending(h => h.Key).ToList();
        var silence = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var column in model.Schema.Columns.Columns)
        {
            var silent = hours.TakeWhile(h => h.All(c => IsSilent(c.Profile, column.Name))).ToList();
            if (hours.Count == 0 || (silent.Count > 0 && Rows(silent) < LeastRows)) continue;
            silence[column.Name] = silent.Count;
        }
        return silence;
    }

    static long Rows(IEnumerable<IEnumerable<CellProfile>> hours) => hours.Sum(h => h.Sum(c => c.Profile.Rows));

    // A column that cells do not hold says nothing by its absence.
    static bool IsSilent(DatasetProfile profile, string column) => profile.Find(column) is { } found && found.Missing.Count == found.Rows;
}
