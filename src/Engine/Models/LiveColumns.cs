using System.Collections.Frozen;
using System.Globalization;
using Plumbline.Engine.Columns;

namespace Plumbline.Engine.Models;

/// <summary>The columns every model may have beside its features and segments, and the names that are taken by them.</summary>
public static class LiveColumns
{
    public const string Prediction = "prediction";
    public const string Score = "score";
    public const string Truth = "truth";
    public const string Latency = "latency_ms";
    public const string Weight = "weight";
    public const string Version = "version";
    public const string Environment = "environment";
    public const string Error = "error";
    public const string Id = "id";
    public const string Time = "time";
    public const string Tags = "tags";

    /// <summary>What the names of scores of classes begin with.</summary>
    public const string ScorePrefix = "score.";

    static readonly FrozenSet<string> s_taken =
        FrozenSet.ToFrozenSet([Prediction, Score, Truth, Latency, Weight, Version, Environment, Error, Id, Time, Tags],
            StringComparer.Ordinal);

    /// <summary>True when no feature and no segment may have this name.</summary>
    public static bool IsTaken(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return s_taken.Contains(name) || name.StartsWith(ScorePrefix, StringComparison.Ordinal);
    }

    /// <summary>Name of the column of scores of one class.</summary>
    public static string ScoreOf(string label) => ScorePrefix + label;

    /// <summary>The category a number is: its shortest round-trip form; whole numbers up to 2^53 without an exponent, zero without a
    /// sign.</summary>
    public static string CategoryOf(double value)
    {
        if (value == 0) return "0";
        bool isWhole = Math.Abs(value) <= 9007199254740992 && Math.Truncate(value) == value;
        return isWhole ? ((long)value).ToString(CultureInfo.InvariantCulture) : value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>The type a column must hold so that values of both types fit; null when there is none.</summary>
    public static ColumnType? Widen(ColumnType known, ColumnType seen)
    {
        if (known == seen) return known;
        if (!IsScalar(known) || !IsScalar(seen)) return null;
        return known == ColumnType.Text || seen == ColumnType.Text ? ColumnType.Text : ColumnType.Categorical;
    }

    static bool IsScalar(ColumnType type) => type is ColumnType.Numeric or ColumnType.Boolean or ColumnType.Categorical or ColumnType.Text;
}
