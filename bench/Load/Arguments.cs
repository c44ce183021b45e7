using System.Globalization;

namespace Plumbline.Load;

/// <summary><c>--name value</c> pairs of the command line.</summary>
public sealed class Arguments
{
    readonly Dictionary<string, string> _values = [];

    public Arguments(ReadOnlySpan<string> args)
    {
        for (int i = 0; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Length)
                throw new ArgumentException($"'{args[i]}' is not one of the pairs --name value.");
            _values[args[i][2..]] = args[i + 1];
        }
    }

    public string Text(string name, string? otherwise = null) =>
        _values.Remove(name, out string? value) ? value : otherwise ?? throw new ArgumentException($"--{name} is missing.");

    public int Number(string name, int otherwise) => _values.Remove(name, out string? value)
        ? int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : throw new ArgumentException($"--{name}: '{value}' is not a whole number.")
        : otherwise;

    /// <summary>Nothing may be left unread: a misspelled option would measure something else.</summary>
    public void ThrowIfAnyLeft()
    {
        if (_values.Count > 0) throw new ArgumentException($"--{_values.Keys.First()} is not known.");
    }
}
