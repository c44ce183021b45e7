namespace Plumbline.Views.Sections;

/// <summary>How much of a report a page shows. A page that would be too large is made again one step coarser.</summary>
public sealed record PageDetail
{
    /// <summary>Columns with a section of their own, by verdict and effect.</summary>
    public required int DetailedColumns { get; init; }

    /// <summary>Rows of the column table with pictures and bars; the rest have numbers only.</summary>
    public required int PicturedRows { get; init; }

    /// <summary>Rows of the column table; the rest are counted.</summary>
    public required int Rows { get; init; }

    /// <summary>Entries of every other list: checks, segment values, slices, groups, labels.</summary>
    public required int ListLength { get; init; }

    /// <summary>Cells and categories drawn for a column.</summary>
    public required int Cells { get; init; }

    /// <summary>Points of a cumulative curve.</summary>
    public required int CurvePoints { get; init; }

    /// <summary>Most characters of a name in a table.</summary>
    public required int NameLength { get; init; }

    /// <summary>True when charts that zoom are part of the file.</summary>
    public required bool Zoom { get; init; }

    /// <summary>True when whole sections or rows were left out, which the page then says.</summary>
    public bool IsShortened { get; init; }

    /// <summary>From everything to the least.</summary>
    public static IReadOnlyList<PageDetail> Steps { get; } =
    [
        new() { DetailedColumns = 100, PicturedRows = 400, Rows = 5_000, ListLength = 60, Cells = 10, CurvePoints = 60, NameLength = 80,
            Zoom = true },
        new() { DetailedColumns = 100, PicturedRows = 110, Rows = 3_000, ListLength = 40, Cells = 6, CurvePoints = 36, NameLength = 60,
            Zoom = true },
        new() { DetailedColumns = 100, PicturedRows = 30, Rows = 3_000, ListLength = 25, Cells = 5, CurvePoints = 30, NameLength = 40,
            Zoom = false },
        new() { DetailedColumns = 100, PicturedRows = 20, Rows = 2_500, ListLength = 15, Cells = 4, CurvePoints = 20, NameLength = 32,
            Zoom = false, IsShortened = true },
        new() { DetailedColumns = 50, PicturedRows = 20, Rows = 2_000, ListLength = 15, Cells = 4, CurvePoints = 20, NameLength = 32,
            Zoom = false, IsShortened = true },
        new() { DetailedColumns = 20, PicturedRows = 20, Rows = 1_000, ListLength = 10, Cells = 4, CurvePoints = 20, NameLength = 32,
            Zoom = false, IsShortened = true },
        new() { DetailedColumns = 0, PicturedRows = 0, Rows = 300, ListLength = 8, Cells = 4, CurvePoints = 20, NameLength = 24,
            Zoom = false, IsShortened = true },
    ];
}
