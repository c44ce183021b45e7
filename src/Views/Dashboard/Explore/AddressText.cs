using System.Globalization;
using System.Text;

namespace Plumbline.Views.Dashboard;

/// <summary>An address with its parameters under construction; whatever people named is escaped here.</summary>
sealed class AddressText(string path)
{
    readonly List<(string Name, string Value)> _parameters = [];

    /// <summary>The parameters, for a form that keeps them.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters => _parameters;

    /// <summary>Adds a parameter; null is left out.</summary>
    public AddressText Add(string name, string? value)
    {
        if (value is not null) _parameters.Add((name, value));
        return this;
    }

    public AddressText Add(string name, DateTimeOffset? moment) => Add(name, moment is { } at ? Moment(at) : null);

    public AddressText Add(string name, long? number) => Add(name, number?.ToString(CultureInfo.InvariantCulture));

    public AddressText AddAll(string name, IEnumerable<string> values)
    {
        foreach (string value in values) Add(name, value);
        return this;
    }

    public override string ToString()
    {
        var text = new StringBuilder(path);
        foreach (var (name, value) in _parameters)
            text.Append(text.Length == path.Length ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        return text.ToString();
    }

    /// <summary>A moment as it stands in an address: in UTC, to the second where that is exact.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString(
        moment.UtcTicks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        CultureInfo.InvariantCulture);
}
