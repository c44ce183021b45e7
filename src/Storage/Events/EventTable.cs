using System.Collections.Immutable;
using System.Globalization;
using Plumbline.DuckDb;

namespace Plumbline.Storage.Events;

/// <summary>The table of a model's events: the columns every table has, then those of the schema in the order in which they came.
/// Immutable.</summary>
sealed class EventTable
{
    const string Prefix = "events_";

    readonly Dictionary<PhysicalColumn, int> _positions = [];

    internal EventTable(int model, ImmutableArray<PhysicalColumn> columns)
    {
        (Model, Name, Columns) = (model, NameOf(model), columns);
        for (int i = 0; i < columns.Length; i++) _positions.Add(columns[i], i);
    }

    /// <summary>Columns every table has.</summary>
    internal static ImmutableArray<DuckDbType> FixedTypes { get; } =
    [
        DuckDbType.BigInt, DuckDbType.Varchar, DuckDbType.UBigInt, DuckDbType.BigInt, DuckDbType.BigInt, DuckDbType.Varchar,
        DuckDbType.Varchar,
    ];

    internal int Model { get; }

    internal string Name { get; }

    /// <summary>Columns of the schema, by position behind the fixed ones.</summary>
    internal ImmutableArray<PhysicalColumn> Columns { get; }

    internal static string NameOf(int model) => Prefix + model.ToString(CultureInfo.InvariantCulture);

    /// <summary>The model of a table of events; null for other tables.</summary>
    internal static int? ModelOf(string table) =>
        table.StartsWith(Prefix, StringComparison.Ordinal)
        && int.TryParse(table.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int model) ? model : null;

    internal bool Has(PhysicalColumn column) => _positions.ContainsKey(column);

    /// <summary>Position among <see cref="Columns"/>.</summary>
    internal int PositionOf(PhysicalColumn column) => _positions[column];

    internal EventTable With(IEnumerable<PhysicalColumn> columns) => new(Model, [.. Columns, .. columns]);
}
