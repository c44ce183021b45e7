namespace Plumbline.Server.Hosting;

/// <summary>How one option is written: as the flag <c>--name</c>, the key <c>name</c> of a YAML file, and the variable
/// <c>PLUMBLINE_NAME</c>.</summary>
/// <param name="Name">Lower case, with dashes.</param>
/// <param name="Placeholder">How its value is written in help; empty for a switch.</param>
/// <param name="Default">Its default as somebody would write it; empty for none.</param>
/// <param name="Allowed">Range and unit in words.</param>
/// <param name="Help">What it does, one sentence.</param>
/// <param name="Apply">Sets it from texts: the options with it, or null when the value is not allowed.</param>
public sealed record ServerOption(string Name, string Placeholder, string Default, string Allowed, string Help,
    Func<ServerOptions, IReadOnlyList<string>, ServerOptions?> Apply)
{
    /// <summary>True when it may be given several times (a list in YAML, commas in a variable).</summary>
    public bool Many { get; init; }

    /// <summary>Of a number, in words; empty where there is none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The default with its unit, as it is said in help.</summary>
    public string DefaultInWords => Unit.Length == 0 ? Default : Default == "1" ? $"1 {Unit.TrimEnd('s')}" : $"{Default} {Unit}";

    public bool IsSwitch => Placeholder.Length == 0;

    public string Variable => "PLUMBLINE_" + Name.Replace('-', '_').ToUpperInvariant();
}

/// <summary>Values given for one option.</summary>
/// <param name="Option">The name.</param>
/// <param name="Values">As text; a switch that is on has the one value <c>yes</c>.</param>
/// <param name="Origin">Where they were given, for messages.</param>
public sealed record OptionValues(string Option, IReadOnlyList<string> Values, string Origin);
