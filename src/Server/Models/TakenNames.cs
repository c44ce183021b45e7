using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;

namespace Plumbline.Server.Models;

/// <summary>Names of live columns that are taken (ADR 0008), and the role each is for.</summary>
static class TakenNames
{
    static readonly Dictionary<string, ColumnRole?> s_taken = new(StringComparer.Ordinal)
    {
        [LiveColumns.Prediction] = ColumnRole.Prediction,
        [LiveColumns.Score] = ColumnRole.Score,
        [LiveColumns.Truth] = ColumnRole.Target,
        [LiveColumns.Latency] = ColumnRole.Latency,
        [LiveColumns.Weight] = ColumnRole.Weight,
        [LiveColumns.Version] = ColumnRole.Version,
        [LiveColumns.Environment] = ColumnRole.Environment,
        [LiveColumns.Error] = ColumnRole.Error,
        [LiveColumns.Id] = ColumnRole.Id,
        [LiveColumns.Time] = ColumnRole.Timestamp,
        [LiveColumns.Tags] = null,
    };

    /// <summary>Why a name does not go with a role; null when it does.</summary>
    public static string? Misused(string name, ColumnRole role)
    {
        ColumnRole? needed = name.StartsWith(LiveColumns.ScorePrefix, StringComparison.Ordinal) ? ColumnRole.Score
            : s_taken.GetValueOrDefault(name);
        if (needed is null && !s_taken.ContainsKey(name))
            return Of(role) is { } own ? $"A column of the role '{Hosting.Words.Of(role)}' is named '{own}' in events." : null;
        if (needed == role) return null;
        return needed is null ? $"The name '{name}' is taken for an event's own tags."
            : $"The name '{name}' is taken for the role '{Hosting.Words.Of(needed.Value)}'; a {Hosting.Words.Of(role)} needs another.";
    }

    // Live rows find these by name; another name would never be filled.
    static string? Of(ColumnRole role) => role == ColumnRole.Score ? "score or score.CLASS"
        : s_taken.FirstOrDefault(t => t.Value == role).Key;
}
