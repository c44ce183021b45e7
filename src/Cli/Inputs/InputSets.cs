using Plumbline.Cli.Output;
using Plumbline.Datasets;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Reports;

namespace Plumbline.Cli.Inputs;

/// <summary>Opens files of rows, or profiles in their place, and lets them go at the end.</summary>
sealed class InputSets(ProgressLine progress, CancellationToken cancellationToken) : IDisposable
{
    readonly List<IDataset> _opened = [];

    public ReportSource OpenReference(string path, DatasetOptions options)
    {
        if (ProfileFile.IsProfile(path)) return Stored(path);
        IDataset dataset = DatasetReader.OpenReference(path, options, Reading(path), cancellationToken);
        _opened.Add(dataset);
        return new ReportSource.Rows(dataset);
    }

    /// <summary>Opens the current set against the reference's schema.</summary>
    public ReportSource OpenCurrent(string path, DatasetOptions options, ReportSource reference)
    {
        if (ProfileFile.IsProfile(path)) return Stored(path);
        IDataset dataset = DatasetReader.OpenCurrent(path, options, SchemaOf(reference), Reading(path), cancellationToken);
        _opened.Add(dataset);
        return new ReportSource.Rows(dataset);
    }

    public void Dispose()
    {
        foreach (IDataset dataset in _opened) dataset.Dispose();
    }

    static ReportSource.Stored Stored(string path) => new(ProfileFile.Read(path), path);

    static Schema SchemaOf(ReportSource source) => source switch
    {
        ReportSource.Rows rows => rows.Dataset.Schema,
        ReportSource.Stored stored => stored.Profile.Schema,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    ReadingProgress Reading(string path) => new(progress, Path.GetFileName(path));

    // Reported straight from the reading thread: System.Progress would post to the pool and report late.
    sealed class ReadingProgress(ProgressLine line, string name) : IProgress<ReadProgress>
    {
        const int Steps = 1000;

        public void Report(ReadProgress value) =>
            line.Show($"reading {Neutral.Line(name)}", (long)((value.Share ?? 0) * Steps), value.Share is null ? 0 : Steps);
    }
}
