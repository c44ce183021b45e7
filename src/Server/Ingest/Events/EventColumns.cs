using System.Text;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Server.Ingest.Columns;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Ingest.Events;

/// <summary>The columns of a model while its events are read: those of the schema, and those that events bring.</summary>
sealed class EventColumns
{
    static readonly Dictionary<ColumnRole, (string Name, ColumnType? Type)> s_single = new()
    {
        [ColumnRole.Prediction] = (LiveColumns.Prediction, null),
        [ColumnRole.Version] = (LiveColumns.Version, ColumnType.Categorical),
        [ColumnRole.Environment] = (LiveColumns.Environment, ColumnType.Categorical),
        [ColumnRole.Latency] = (LiveColumns.Latency, ColumnType.Numeric),
        [ColumnRole.Weight] = (LiveColumns.Weight, ColumnType.Numeric),
        [ColumnRole.Error] = (LiveColumns.Error, ColumnType.Text),
    };

    readonly Dictionary<string, LiveColumn> _byName = new(StringComparer.Ordinal);
    readonly Dictionary<ColumnRole, LiveColumn> _single = [];
    readonly ModelBounds _bounds;
    int _segments;

    internal EventColumns(ModelDefinition? model, ModelBounds bounds)
    {
        _bounds = bounds;
        IsConfirmed = model?.IsConfirmed ?? false;
        MayChange = model is null || model.Revisions.Length < IngestLimits.Revisions;
        Schema? schema = model?.Schema.Columns;
        if (schema is not null)
            foreach (ColumnDefinition column in schema.Columns) AddKnown(column, schema);
        Share();
        foreach ((ColumnRole role, (string name, ColumnType? type)) in s_single)
            if (!_single.ContainsKey(role)) AddSingle(new LiveColumn(name, role, type, isKnown: false));
        Score = _byName.Values.FirstOrDefault(c => c.Role == ColumnRole.Score && c.ScoreOf is null)
            ?? Register(new LiveColumn(LiveColumns.Score, ColumnRole.Score, ColumnType.Numeric, isKnown: false));
    }

    internal bool IsConfirmed { get; }

    /// <summary>False when the columns have changed as often as they may.</summary>
    internal bool MayChange { get; }

    /// <summary>True when every column a sender named is part of the schema.</summary>
    internal bool IsSettled => Features.Columns.Concat(Segments.Columns).Concat(Scores.Columns).All(c => c.IsKnown);

    internal FieldIndex Features { get; } = new();

    internal FieldIndex Segments { get; } = new();

    internal FieldIndex Scores { get; } = new();

    internal LiveColumn Score { get; }

    internal IEnumerable<LiveColumn> All => _byName.Values;

    internal int KnownCount => _byName.Values.Count(c => c.IsKnown);

    internal LiveColumn this[ColumnRole role] => _single[role];

    internal LiveColumn? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Columns of the schema share what speaks for their types with other requests.</summary>
    internal void Share()
    {
        if (IsConfirmed) return;
        foreach (LiveColumn column in _byName.Values)
            if (column.IsKnown) column.Evidence = _bounds.Evidence(column.Name, column.Evidence);
    }

    internal void StartRow()
    {
        Features.StartRow();
        Segments.StartRow();
        Scores.StartRow();
    }

    /// <summary>Takes up a column that events bring.</summary>
    /// <returns>Null, and the reason, when the name cannot be one.</returns>
    internal LiveColumn? Add(EventField place, ReadOnlySpan<byte> field, out Why why)
    {
        string own = Encoding.UTF8.GetString(field);
        string name = place == EventField.Scores ? LiveColumns.ScoreOf(own) : own;
        Why? wrong = WhyNot(place, name, field);
        why = wrong ?? default;
        if (wrong is not null) return null;
        return place switch
        {
            EventField.Features => Features.Add(Register(new LiveColumn(name, ColumnRole.Feature, null, false))),
            EventField.Segments => Segments.Add(Register(Segment(name, false))),
            _ => Scores.Add(Register(ScoreColumn(name, own, false))),
        };
    }

    Why? WhyNot(EventField place, string name, ReadOnlySpan<byte> field)
    {
        if (field.Length is 0 or > IngestLimits.ColumnNameBytes)
            return new Why($"A name has 1 to {IngestLimits.ColumnNameBytes} bytes.", LimitName.ColumnNameBytes);
        if (field.IndexOfAnyInRange((byte)0, (byte)31) >= 0) return "A name has no control characters.";
        if (place != EventField.Scores && LiveColumns.IsTaken(name))
            return $"The name '{name}' is taken by a field of the event: give it another one.";
        if (_byName.TryGetValue(name, out LiveColumn? other)) return WhyTaken(name, other.Role);
        return WhyTooMany(place);
    }

    Why? WhyTooMany(EventField place)
    {
        if (!MayChange)
            return new Why($"The model's columns have changed {IngestLimits.Revisions} times, which is the most: register this column.",
                LimitName.Revisions);
        if (_byName.Count >= IngestLimits.Columns)
        {
            return new Why($"The model has {IngestLimits.Columns} columns, which is the most: names that differ from event to event belong "
                + "in tags.", LimitName.Columns);
        }
        if (place == EventField.Segments && _segments >= IngestLimits.SegmentColumns)
        {
            return new Why($"The model has {IngestLimits.SegmentColumns} segments, which is the most: send it as a feature or a tag.",
                LimitName.SegmentColumns);
        }
        return null;
    }

    static string WhyTaken(string name, ColumnRole role) => role switch
    {
        ColumnRole.Feature => $"'{name}' is a feature of this model: send it in features only.",
        ColumnRole.Segment => $"'{name}' is a segment of this model: send it in segments only.",
        ColumnRole.Target => $"'{name}' is the target of this model: send it to truths.",
        _ => $"'{name}' is already a column of this model.",
    };

    void AddKnown(ColumnDefinition column, Schema schema)
    {
        if (s_single.ContainsKey(column.Role) && !_single.ContainsKey(column.Role))
            AddSingle(new LiveColumn(column.Name, column.Role, column.Type, true));
        else if (column.Role == ColumnRole.Segment) Segments.Add(Register(Segment(column.Name, true)));
        else if (column.Role == ColumnRole.Score) AddScore(column);
        else if (column.Role is ColumnRole.Target or ColumnRole.Id) Register(new LiveColumn(column.Name, column.Role, column.Type, true));
        else Features.Add(Register(Feature(column, schema)));
    }

    LiveColumn Feature(ColumnDefinition column, Schema schema) => new(column.Name, column.Role, column.Type, true)
    {
        Bound = schema.Segments.Contains(column.Name) && column.Type != ColumnType.Numeric ? _bounds.Segment(column.Name) : null,
    };

    void AddScore(ColumnDefinition column)
    {
        if (column.ScoreOf is { } label) Scores.Add(Register(ScoreColumn(column.Name, label, true)));
        else Register(new LiveColumn(column.Name, ColumnRole.Score, column.Type, true));
    }

    static LiveColumn ScoreColumn(string name, string label, bool isKnown) =>
        new(name, ColumnRole.Score, ColumnType.Numeric, isKnown) { ScoreOf = label, FieldBytes = Encoding.UTF8.GetBytes(label) };

    LiveColumn Segment(string name, bool isKnown)
    {
        _segments++;
        return new LiveColumn(name, ColumnRole.Segment, ColumnType.Categorical, isKnown) { Bound = _bounds.Segment(name) };
    }

    void AddSingle(LiveColumn column)
    {
        if (column.Role == ColumnRole.Version) column.Bound = _bounds.Versions;
        if (column.Role == ColumnRole.Environment) column.Bound = _bounds.Environments;
        _single[column.Role] = Register(column);
    }

    LiveColumn Register(LiveColumn column)
    {
        _byName[column.Name] = column;
        return column;
    }
}
