using System.Text.RegularExpressions;
using Plumbline.Datasets;
using Plumbline.Engine.Baselines;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Monitors;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Baselines;

/// <summary>Registers baselines: from a file, or from windows of the past.</summary>
/// <remarks>The first baseline of a model, and every later one of its name, brings the bins that cells are counted on; baselines of other
/// names are counted on those bins, so that windows can be compared with any of them.</remarks>
sealed partial class BaselineRegister(ICatalog catalog, LiveCells cells, IEventStore events, Recounts recounts, MonitorPreviews previews,
    TimeProvider clock)
{
    const string File = "an uploaded file";
    const int MostWindows = 1_000;

    public Baseline Find(ModelDefinition model, string name) => catalog.FindBaseline(model.Number, name)
        ?? throw ProblemException.NotFound("baseline", name,
            $"The model '{model.Name}' has no baseline '{ProblemException.Shorten(name)}'.");

    /// <summary>A baseline of the rows of a file, read as the model's columns are where it has them.</summary>
    /// <exception cref="ProblemException">422: the file cannot be read, or does not go with the model.</exception>
    public MadeBaseline FromFile(ModelDefinition model, string name, UploadedFile file, DatasetOptions flags,
        IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        bool bringsBins = BringsBins(model, name);
        try
        {
            var columns = BaselineColumns.Of(model, file.Path, flags, cancellationToken);
            var complete = columns.Complete(flags);
            var known = columns.Known(complete);
            using var rows = known is null ? DatasetReader.OpenReference(file.Path, complete, progress, cancellationToken)
                : DatasetReader.OpenCurrent(file.Path, complete, known, progress, cancellationToken);
            var options = OptionsOf(model) with { Segments = true, OnBinSetOf = bringsBins ? null : cells.BinSetOf(model.Number)?.Profile };
            var made = BaselineBuilder.FromDataset(model.Number, name, rows, options, clock.GetUtcNow(), cancellationToken);
            BaselineColumns.RequireTypes(made.Profile, known);
            var kept = Keep(model, made with { Source = File, Profile = made.Profile with { Path = File } }, bringsBins);
            string[] warnings = [.. rows.Warnings.Select(w => file.Named(MessageCatalog.Engine.Format(w, Language.English))),
                .. columns.Missing(rows.Schema)];
            return new MadeBaseline(kept, warnings);
        }
        catch (DatasetException problem)
        {
            throw Unusable(file.Named(problem.Message));
        }
        catch (ProfileException problem)
        {
            throw Unusable(problem.Message);
        }
    }

    /// <summary>A baseline of past events.</summary>
    /// <exception cref="ProblemException">422: there are none.</exception>
    public MadeBaseline FromWindows(ModelDefinition model, string name, BaselineOfWindows of, CancellationToken cancellationToken)
    {
        var windows = WindowsOf(of);
        var (quality, ofSegments) = QualityOf(model, windows, of.Version, cancellationToken);
        var whole = BaselineBuilder.FromCells(model.Number, name, Describe(windows),
            CellsOf(model, windows, of.Version, ofSegments: false, cancellationToken), quality, clock.GetUtcNow())
            ?? throw ProblemException.Invalid(of.Windows is null ? "from" : "windows", null, "a time in which events fell",
                $"No event of the model '{model.Name}' fell into this time.");
        var made = BaselineBuilder.WithSegments(whole, CellsOf(model, windows, of.Version, ofSegments: true, cancellationToken),
            ofSegments);
        return new MadeBaseline(Keep(model, made, bringsBins: false), []);
    }

    CellProfile[] CellsOf(ModelDefinition model, Window[] windows, string? version, bool ofSegments, CancellationToken cancellationToken) =>
    [
        .. windows.SelectMany(w => cells.Read(new CellQuery
        {
            Model = model.Number,
            From = w.Start,
            To = w.End,
            Version = version,
            AllSegments = ofSegments,
        }, cancellationToken).Cells).DistinctBy(c => c.Key),
    ];

    /// <summary>Takes a baseline away.</summary>
    /// <exception cref="ProblemException">404: there is none; 409: monitors compare with it.</exception>
    public void Delete(ModelDefinition model, string name)
    {
        Find(model, name);
        string[] users = [.. catalog.Monitors(model.Number).Where(m => m.Baseline is BaselineChoice.Named named && named.Name == name)
            .Select(m => m.Name)
            .Order(StringComparer.Ordinal)];
        if (users.Length > 0)
            throw ProblemException.Conflict("baseline", name,
                $"The baseline '{name}' is what {Counted(users)} compare with: delete or change them first.");
        catalog.DeleteBaseline(model.Number, name);
    }

    /// <summary>Monitors that would make sense with a baseline, each tried on the last 31 days.</summary>
    public IReadOnlyList<ProposalView> Proposals(ModelDefinition model, Baseline baseline, Language language,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var last = cells.LastEvent(model.Number) ?? now;
        var query = new CellQuery { Model = model.Number, From = CellKey.StartOf(last.AddDays(-31)), To = last.AddMicroseconds(1) };
        var history = cells.Read(query, cancellationToken).Cells.Where(c => c.Profile.Rows > 0).ToList();
        var proposals = MonitorProposals.For(model, baseline, history, now, Environment.ProcessorCount, cancellationToken);
        return previews.Of(model, proposals, language, cancellationToken);
    }

    static Window[] WindowsOf(BaselineOfWindows of)
    {
        bool hasOne = of is { From: not null, To: not null }, hasBoth = of.Windows is not null && (of.From ?? of.To) is not null;
        if (hasBoth || (of.Windows is null && !hasOne))
            throw ProblemException.Invalid("from", null, "from and to, or windows",
                "Say one stretch of time with 'from' and 'to', or several in 'windows'.");
        Window[] windows = of.Windows is null
            ? [new Window(of.From.GetValueOrDefault().ToUniversalTime(), of.To.GetValueOrDefault().ToUniversalTime())]
            : [.. of.Windows.Select(w => new Window(w.From.ToUniversalTime(), w.To.ToUniversalTime())).OrderBy(w => w.Start)];
        if (windows.Length is 0 or > MostWindows)
            throw ProblemException.Invalid("windows", null, $"1 to {MostWindows} stretches of time",
                $"There are {windows.Length} stretches of time in 'windows'.");
        return windows.All(w => w.Start < w.End) ? windows
            : throw ProblemException.Invalid("to", null, "a time after 'from'", "'to' is not after 'from'.");
    }

    static string Describe(Window[] windows) => windows is [var only] ? $"events from {only.Start:u} to {only.End:u}"
        : $"events of {windows.Length} stretches of time from {windows[0].Start:u} to {windows.Max(w => w.End):u}";

    static string Counted(string[] names)
    {
        string listed = string.Join(", ", names.Take(10).Select(n => $"'{n}'"));
        return (names.Length == 1 ? "the monitor " : "the monitors ") + listed
            + (names.Length > 10 ? $" and {names.Length - 10} more" : "");
    }

    Baseline Keep(ModelDefinition model, Baseline made, bool bringsBins)
    {
        var kept = catalog.AddBaseline(made);
        if (bringsBins) recounts.UseBinSet(model.Number, BinSet.Of(kept.Profile));
        return kept;
    }

    bool BringsBins(ModelDefinition model, string name) =>
        catalog.Baselines(model.Number).OrderBy(b => b.Number).FirstOrDefault() is not { } first
        || first.Name == name || name == "default";

    (QualityReport? Whole, IReadOnlyDictionary<KeyValuePair<string, string>, QualityReport> Segments) QualityOf(ModelDefinition model,
        Window[] windows, string? version, CancellationToken cancellationToken)
    {
        var rows = new List<Engine.Columns.IDataset>();
        try
        {
            foreach (var window in Disjoint(windows))
                rows.Add(events.Open(model, new EventQuery
                {
                    From = window.Start,
                    To = window.End,
                    Version = version,
                    OnlyWithTruth = true,
                    Columns = OutcomeReport.Columns(model),
                }, cancellationToken));
            if (rows.All(r => r.RowCount == 0)) return (null, new Dictionary<KeyValuePair<string, string>, QualityReport>());
            var quality = BaselineQuality.Of(rows, OptionsOf(model), cancellationToken);
            return (quality.Whole, quality.OfSegments(rows, model.Schema.Columns.Segments));
        }
        finally
        {
            foreach (var part in rows) part.Dispose();
        }
    }

    // By their starts; a row in two of them counts once.
    static List<Window> Disjoint(Window[] windows)
    {
        var disjoint = new List<Window>();
        foreach (var window in windows)
            if (disjoint is [.., var last] && window.Start <= last.End)
                disjoint[^1] = new Window(last.Start, window.End > last.End ? window.End : last.End);
            else disjoint.Add(window);
        return disjoint;
    }

    static BaselineOptions OptionsOf(ModelDefinition model) =>
        new() { Task = model.Task, Positive = model.Positive, Threshold = model.Threshold };

    static ProblemException Unusable(string problem) =>
        ProblemException.Of(Microsoft.AspNetCore.Http.StatusCodes.Status422UnprocessableEntity, "invalid",
            $"The file cannot be a baseline: {Parameter().Replace(problem.TrimEnd('.'), "'$1'")}.");

    // Files are read by what the command line reads them by, whose flags are parameters here.
    [GeneratedRegex("--([a-z]+)")]
    private static partial Regex Parameter();
}

/// <summary>A baseline that was just registered, with what was noticed.</summary>
sealed record MadeBaseline(Baseline Baseline, IReadOnlyList<string> Warnings);
