using System.Globalization;
using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Types;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Schemas;

/// <summary>Gives columns their types and roles, from flags and from their values.</summary>
sealed class SchemaInference(ColumnFlags flags, string path, List<Message> warnings)
{
    /// <summary>Share of a text column's rows from which a spelled-out missing value is said aloud.</summary>
    const double LoudMissingShare = .001;
    const int ShownNames = 10;

    readonly List<string> _few = [];

    /// <summary>The plan to read a column by after all, when its values do not bear out the first one; null when they do.</summary>
    internal ColumnPlan? Replan(ColumnPlan plan, ColumnFacts facts, SampleType sample)
    {
        if (flags.IsCategorical(plan.Name) || flags.IsNumeric(plan.Name)) return null;
        if (flags.RoleOf(plan.Name) is ColumnRole.Id or ColumnRole.Timestamp or ColumnRole.Score) return null;
        if (plan.Storage == Storage.Text && sample.HasHugeIntegers && !facts.AllDistinct)
        {
            warnings.Add(Message.Of("datasets.huge_integers", ("file", path), ("column", plan.Name)));
            return plan with { Storage = Storage.Number, IsOptimistic = false };
        }
        if (plan.Storage == Storage.Text || facts.UnreadableShare <= 1 - SampleType.NeededShare) return null;
        warnings.Add(Message.Of("datasets.mixed_column", ("file", path), ("column", plan.Name), ("share", Percent(facts.UnreadableShare))));
        return plan with { Storage = Storage.Text, IsOptimistic = false };
    }

    /// <summary>The definition of a column.</summary>
    internal ColumnDefinition Define(ColumnPlan plan, StoredColumn column, ColumnFacts facts)
    {
        ColumnType type = TypeOf(plan, facts);
        (ColumnRole role, string origin) = RoleOf(plan, type, facts);
        if (type == ColumnType.Categorical || type == ColumnType.Text) WarnOfMissing(plan.Name, column);
        bool few = role == ColumnRole.Feature && type == ColumnType.Numeric
            && facts is { AllInteger: true, FewDistinct: > 1 and <= ColumnFacts.FewValues };
        if (few && !flags.IsNumeric(plan.Name)) _few.Add(plan.Name);
        return new ColumnDefinition(plan.Name, role, type) { ScoreOf = role == ColumnRole.Score ? flags.ScoreOf(plan.Name) : null,
            Origin = origin };
    }

    /// <summary>Says once which columns may be categories.</summary>
    internal void Hint()
    {
        if (_few.Count == 0) return;
        string names = string.Join(", ", _few.Take(ShownNames)) + (_few.Count > ShownNames ? ", ..." : "");
        warnings.Add(Message.Of("datasets.few_values", ("count", _few.Count.ToString(CultureInfo.InvariantCulture)), ("columns", names),
            ("limit", ColumnFacts.FewValues.ToString(CultureInfo.InvariantCulture))));
    }

    ColumnType TypeOf(ColumnPlan plan, ColumnFacts facts) => plan.Storage switch
    {
        Storage.Number => ColumnType.Numeric,
        Storage.Time => ColumnType.Timestamp,
        Storage.Vector => ColumnType.Vector,
        Storage.Text when flags.IsCategorical(plan.Name) => ColumnType.Categorical,
        Storage.Text when facts.AllBoolean => ColumnType.Boolean,
        Storage.Text => facts.IsFreeText ? ColumnType.Text : ColumnType.Categorical,
    };

    (ColumnRole Role, string Origin) RoleOf(ColumnPlan plan, ColumnType type, ColumnFacts facts)
    {
        string typed = flags.IsCategorical(plan.Name) ? "--categorical" : flags.IsNumeric(plan.Name) ? "--numeric" : "";
        if (flags.RoleOf(plan.Name) is { } given)
            return (given, typed.Length > 0 ? $"{flags.FlagOf(plan.Name)} {typed}" : flags.FlagOf(plan.Name));
        if (typed.Length > 0) return (ColumnRole.Feature, typed);
        if (type == ColumnType.Timestamp)
            return flags.HasTimestamp ? (ColumnRole.Feature, "times, beside --timestamp") : (ColumnRole.Timestamp, "times");
        if (type == ColumnType.Vector) return (ColumnRole.Embedding, "lists of numbers");
        if (IdRule.IsId(plan.Name, facts, plan.Storage == Storage.Text)) return (ColumnRole.Id, "all values distinct");
        return (ColumnRole.Feature, type switch
        {
            ColumnType.Numeric => facts.Present == 0 ? "no value" : facts.AllInteger ? "integers" : "numbers",
            ColumnType.Boolean => "true and false",
            ColumnType.Text => "free text",
            ColumnType.Categorical or ColumnType.Timestamp or ColumnType.Vector => "texts",
        });
    }

    void WarnOfMissing(string name, StoredColumn column)
    {
        foreach ((string spelling, long count) in column.Oddities.MissingBySpelling)
            if (spelling.Length > 0 && count > column.Count * LoudMissingShare)
                warnings.Add(Message.Of("datasets.spelled_missing", ("file", path), ("column", name), ("spelling", spelling),
                    ("count", count.ToString(CultureInfo.InvariantCulture)), ("share", Percent((double)count / column.Count))));
    }

    static string Percent(double share) => (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
