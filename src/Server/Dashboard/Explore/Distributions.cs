using Plumbline.Engine.Baselines;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Explore;

/// <summary>A column of chosen rows beside a baseline's, by the engine of the report.</summary>
sealed class Distributions(IEventStore events)
{
    static readonly ReportOptions s_options = new() { Multivariate = false, Slices = false, Parallelism = 1 };

    /// <summary>The column on both sides. Without a baseline that knows it, the other side is every row of the same time.</summary>
    public Distribution Of(ModelDefinition model, EventQuery chosen, RowCount count, ColumnDefinition column, Baseline? baseline,
        CancellationToken cancellationToken)
    {
        int oneIn = CommonValues.OneIn(count.Chosen);
        using var own = events.Open(model, chosen with { Columns = [column.Name], OneIn = oneIn }, cancellationToken);
        if (Narrowed(baseline, column) is { } reference)
            return new Distribution(Build(reference, own, cancellationToken), baseline!.Name, oneIn);
        int others = CommonValues.OneIn(count.All);
        var query = new EventQuery { From = chosen.From, To = chosen.To, Columns = [column.Name], OneIn = others };
        using var all = events.Open(model, query, cancellationToken);
        return new Distribution(Build(new ReportSource.Rows(all), own, cancellationToken), null, Math.Max(oneIn, others));
    }

    static ColumnReport Build(ReportSource reference, IDataset own, CancellationToken cancellationToken) =>
        ReportBuilder.Build(reference, new ReportSource.Rows(own), s_options, null, cancellationToken).Columns[0];

    static ReportSource.Stored? Narrowed(Baseline? baseline, ColumnDefinition column)
    {
        if (baseline?.Profile.Find(column.Name) is not { Rows: > 0 } known) return null;
        var schema = new Schema { Columns = [known.Column] };
        return new ReportSource.Stored(baseline.Profile with { Schema = schema, Columns = [known] }, baseline.Name);
    }
}
