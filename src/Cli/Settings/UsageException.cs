namespace Plumbline.Cli.Settings;

/// <summary>The command line, a configuration file or a suite asks for something that does not exist. Exit code 2.</summary>
sealed class UsageException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    public UsageException(string problem) : this([problem])
    {
    }

    /// <summary>Everything that is wrong, each a sentence saying what was found and what is allowed.</summary>
    public IReadOnlyList<string> Problems { get; } = problems;
}
