using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Storage;
using Plumbline.Server.Projections;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Compare;

/// <summary>Reads two sides of a model into a view. What takes too long is stopped and said.</summary>
sealed class CompareReader(ICatalog catalog, LiveCells cells, Comparisons comparisons, VersionReader versions, TimeProvider time)
{
    const int MostSegmentValues = 200, MostOfABaseline = 50;

    /// <summary>How long one comparison may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The page as far as it is known without looking at rows: what can be chosen.</summary>
    public CompareView Begin(ModelDefinition model, CompareView empty, Viewer viewer)
    {
        var last = cells.LastEvent(model.Number);
        var baselines = catalog.Baselines(model.Number).OrderByDescending(b => b.CreatedAt).ToList();
        var values = SegmentValues(model, baselines.FirstOrDefault()?.Profile);
        return empty with
        {
            Model = model,
            LastEvent = last,
            Baselines = [.. baselines.Select(b => b.Name)],
            Segments = [.. values.Select(v => $"{v.Key}={v.Value}")],
            Presets = last is { } at ? ComparePresets.Of(model, baselines.FirstOrDefault()?.Name, values, at, viewer) : [],
        };
    }

    /// <summary>The page with its comparison, or with why there is none.</summary>
    public CompareView Complete(CompareView view, Viewer viewer, CancellationToken cancellationToken)
    {
        if (view.LastEvent is not { } last || view.Problems.Count > 0) return view;
        var query = view.Query;
        var compared = Bounded(t => comparisons.Of(view.Model!, query, viewer, query.Run, t), cancellationToken);
        if (compared is null) return view with { Problems = [TooLong] };
        view = view with
        {
            Left = compared.Left,
            Right = compared.Right,
            Columns = compared.Columns,
            Report = compared.Report,
            IsAwaited = compared.IsAwaited,
            Problems = compared.Problem is { } problem ? [problem] : [],
        };
        return query.Versions ? view with { Versions = Bounded(t => versions.Of(view.Model!, last, t), cancellationToken) ?? [] } : view;
    }

    /// <summary>What a comparison that takes longer than <see cref="Patience"/> came to: nothing.</summary>
    public T? Bounded<T>(Func<CancellationToken, T> work, CancellationToken cancellationToken)
        where T : class
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return work(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public static Message TooLong { get; } = Message.Of("compare.too_long", ("seconds", ((int)Patience.TotalSeconds).ToString(
        System.Globalization.CultureInfo.InvariantCulture)));

    // Values that the newest baseline knows; any other can be written.
    static List<KeyValuePair<string, string>> SegmentValues(ModelDefinition model, DatasetProfile? baseline) =>
        [.. model.Schema.Columns.Segments.SelectMany(s => baseline?.Find(s)?.Content is ColumnContent.Categories known
            ? known.On.Names.Take(MostOfABaseline).Select(v => new KeyValuePair<string, string>(s, v)) : []).Take(MostSegmentValues)];
}
