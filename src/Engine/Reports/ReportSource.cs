using Plumbline.Engine.Columns;
using Plumbline.Engine.Profiles;

namespace Plumbline.Engine.Reports;

/// <summary>One side of a comparison: rows, or a profile of rows.</summary>
public abstract record ReportSource
{
    ReportSource()
    {
    }

    /// <summary>The path as the user gave it.</summary>
    public abstract string Path { get; }

    /// <summary>The rows themselves: every measure is exact.</summary>
    public sealed record Rows(IDataset Dataset) : ReportSource
    {
        public override string Path => Dataset.Path;
    }

    /// <summary>A stored profile: count-based measures are exact, the others come from sketches, row measures are left out.</summary>
    public sealed record Stored(DatasetProfile Profile, string File) : ReportSource
    {
        public override string Path => File;
    }
}
