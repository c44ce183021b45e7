using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Integrity;

/// <summary>What would pass a check, in words.</summary>
static class Expected
{
    public static Message OneRow { get; } = Of("one_row");

    public static Message OneValue { get; } = Of("one_value");

    public static Message TwoValues { get; } = Of("two_values");

    public static Message SameColumns { get; } = Of("columns");

    public static Message SameAssociations { get; } = Of("correlation");

    /// <summary>A share of which no more may be.</summary>
    /// <param name="what">The key of what it is a share of.</param>
    /// <param name="share">In [0, 1].</param>
    public static Message AtMost(string what, double share) => Of("at_most." + what, ("limit", Figures.Share(share)));

    /// <summary>Not one.</summary>
    /// <param name="what">The key of what there should be none of.</param>
    public static Message None(string what) => Of("none." + what);

    /// <summary>A largest gap, in seconds.</summary>
    public static Message Gap(double seconds) => Of("at_most.gap", ("limit", Figures.Span(seconds)));

    /// <summary>Rows per day or hour.</summary>
    public static Message Rate(bool daily, double low, double high) =>
        Of(daily ? "per_day" : "per_hour", ("low", Figures.Number(low)), ("high", Figures.Number(high)));

    public static Message Type(string name) => Of("type", ("type", name));

    static Message Of(string key, params ReadOnlySpan<(string Name, string Value)> arguments) =>
        Message.Of("integrity.expected." + key, arguments);
}
