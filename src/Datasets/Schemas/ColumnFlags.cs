using Plumbline.Datasets.Files;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Schemas;

/// <summary>What the flags say about columns.</summary>
sealed class ColumnFlags
{
    readonly DatasetOptions _options;
    readonly Dictionary<string, (ColumnRole Role, string Flag)> _roles = new(StringComparer.Ordinal);
    readonly HashSet<string> _categorical;
    readonly HashSet<string> _numeric;

    /// <summary>Takes the flags; two that contradict each other are refused.</summary>
    internal ColumnFlags(DatasetOptions options)
    {
        _options = options;
        _categorical = [.. options.Categorical];
        _numeric = [.. options.Numeric];
        Give(options.Target, ColumnRole.Target, "--target");
        Give(options.Prediction, ColumnRole.Prediction, "--prediction");
        foreach (ScoreColumn score in options.Scores) Give(score.Column, ColumnRole.Score, "--score");
        Give(options.Timestamp, ColumnRole.Timestamp, "--timestamp");
        Give(options.Id, ColumnRole.Id, "--id");
        foreach (string name in options.Ignore) Give(name, ColumnRole.Ignore, "--ignore");
        foreach (string name in _categorical.Intersect(_numeric))
            throw new DatasetException($"Column '{name}' is given to --categorical and to --numeric: keep one of the two.");
    }

    internal bool HasTimestamp => _options.Timestamp is not null;

    internal ColumnRole? RoleOf(string name) => _roles.TryGetValue(name, out var given) ? given.Role : null;

    internal string FlagOf(string name) => _roles.TryGetValue(name, out var given) ? given.Flag : "";

    internal bool IsCategorical(string name) => _categorical.Contains(name);

    internal bool IsNumeric(string name) => _numeric.Contains(name);

    internal string? ScoreOf(string name) => _options.Scores.FirstOrDefault(s => s.Column == name)?.Label;

    /// <summary>Checks that every column named by a flag exists.</summary>
    /// <exception cref="DatasetException">One does not; the message names the nearest.</exception>
    internal void CheckNames(string path, IReadOnlyList<string> columns)
    {
        foreach ((string flag, string name) in Named())
        {
            if (columns.Contains(name, StringComparer.Ordinal)) continue;
            string hint = NearestName.Hint(name, columns);
            string listed = hint.Length > 0 ? hint
                : $" Its columns are: {string.Join(", ", columns.Take(20))}{(columns.Count > 20 ? ", ..." : "")}.";
            throw new DatasetException($"'{path}' has no column '{name}', which {flag} names.{listed}");
        }
    }

    IEnumerable<(string Flag, string Name)> Named() =>
    [
        .. _roles.Select(r => (r.Value.Flag, r.Key)),
        .. _options.Segments.Select(s => ("--segment", s)),
        .. _options.Protected.Select(p => ("--protected", p)),
        .. _options.Categorical.Select(c => ("--categorical", c)),
        .. _options.Numeric.Select(n => ("--numeric", n)),
    ];

    void Give(string? name, ColumnRole role, string flag)
    {
        if (name is null) return;
        if (_roles.TryGetValue(name, out var given) && given.Role != role)
            throw new DatasetException($"Column '{name}' is given to {given.Flag} and to {flag}: a column has one role.");
        _roles[name] = (role, flag);
    }
}
