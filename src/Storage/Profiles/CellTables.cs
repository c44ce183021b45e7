namespace Plumbline.Storage.Profiles;

/// <summary>The tables that cells stand in: those that are kept, and the hours and days they add up to.</summary>
sealed class CellTables
{
    CellTables(string cells, string columns, string sketches)
    {
        Fields = $"""
            SELECT c.number, c.series, s.model, s.version, s.segment, s.value, c.start, c.length, c.counted_on, c.is_sealed, c.seq, c.bin_set,
                c.is_whole, c.twin, CASE WHEN c.is_whole = 0 THEN c.profile END
            FROM series s CROSS JOIN {cells} c ON c.series = s.number
            """;
        Cells = cells;
        Profile = $"SELECT profile FROM {cells} WHERE number = $1";
        Counts = $"SELECT place & 4294967295, profile FROM {columns} WHERE place BETWEEN $1 AND $2";
        CountsWithSketches = $"""
            SELECT c.place & 4294967295, c.profile, s.sketches FROM {columns} c LEFT JOIN {sketches} s ON s.place = c.place
            WHERE c.place BETWEEN $1 AND $2
            """;
        InsertCell = $"""
            INSERT INTO {cells} (series, start, length, counted_on, is_sealed, seq, bin_set, is_whole, profile, twin)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """;
        InsertColumn = $"INSERT INTO {columns} (place, profile) VALUES ($1, $2)";
        InsertSketches = $"INSERT INTO {sketches} (place, sketches) VALUES ($1, $2)";
    }

    public static CellTables Kept { get; } = new("cells", "columns", "sketches");

    public static CellTables RolledUp { get; } = new("rollups", "rollup_columns", "rollup_sketches");

    /// <summary>Reads rows as <see cref="CellRow.Read"/> takes them; conditions on the series <c>s</c> and the cell <c>c</c>
    /// follow.</summary>
    public string Fields { get; }

    /// <summary>The table of cells itself, whose column <c>profile</c> may be large.</summary>
    public string Cells { get; }

    public string Profile { get; }

    public string Counts { get; }

    public string CountsWithSketches { get; }

    public string InsertCell { get; }

    public string InsertColumn { get; }

    public string InsertSketches { get; }
}
