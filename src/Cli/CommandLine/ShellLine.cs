namespace Plumbline.Cli.CommandLine;

/// <summary>Writes arguments so that a POSIX shell reads them back unchanged.</summary>
static class ShellLine
{
    public static string Quote(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    static string Quote(string argument) =>
        argument.Length > 0 && argument.All(IsPlain) ? argument : "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ':' or '=' or ',' or '+' or '@' or '%';
}
