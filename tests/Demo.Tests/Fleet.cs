using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;
using Plumbline.Testing;

namespace Plumbline.Demo.Tests;

/// <summary>The simulated fleet as the engine sees it.</summary>
static class Fleet
{
    public static DateTimeOffset Now { get; } = new(2026, 3, 31, 15, 0, 0, TimeSpan.Zero);

    public static DemoFleet Usual { get; } = DemoFleet.Of(1, Now);

    public static DemoModel Model(string name) => Usual.Models.Single(m => m.Name == name);

    /// <summary>Days of a model as a data set: features, prediction and score.</summary>
    public static InMemoryDataset Days(DemoModel model, int first, int last)
    {
        DemoEvent[] events = [.. Enumerable.Range(first, last - first + 1).SelectMany(model.EventsOn)];
        var columns = events[0].Features.Select((f, i) => Column(f.Name, [.. events.Select(e => e.Features[i].Value.Content)],
            ColumnRole.Feature))
            .Append(Column("prediction", [.. events.Select(e => e.Prediction.Content)], ColumnRole.Prediction));
        if (model.Task == "binary") columns = columns.Append(Column("score", [.. events.Select(e => (object?)e.Score)], ColumnRole.Score));
        return new InMemoryDataset($"{model.Name} {first}-{last}", [.. columns]);
    }

    /// <summary>A day against the model's baseline.</summary>
    public static Report Report(DemoModel model, int day) => Report(Days(model, 1, model.BaselineDays), model, day);

    public static Report Report(InMemoryDataset baseline, DemoModel model, int day) =>
        ReportBuilder.Build(new ReportSource.Rows(baseline), new ReportSource.Rows(Days(model, day, day)),
            new ReportOptions { Multivariate = false, Parallelism = 1 }, null, TestContext.Current.CancellationToken);

    /// <summary>Names of the columns whose verdict is drift.</summary>
    public static IEnumerable<string> Drifted(Report report) =>
        report.Columns.Where(c => c.Drift?.Verdict == Verdict.Drift).Select(c => c.Name);

    static ColumnSlice Column(string name, object?[] values, ColumnRole role) =>
        values.First(v => v is not null) switch
        {
            double or long => Some.Column(name, values.Select(v => v is null ? double.NaN : Convert.ToDouble(v)).ToArray(), role),
            bool => Some.Column(name, values.Select(v => (bool)v!).ToArray(), role),
            _ => Some.Column(name, values.Select(v => (string?)v).ToArray(), role),
        };
}
