namespace Plumbline.Cli.Commands;

/// <summary><c>plumbline profile merge A B</c>.</summary>
sealed class ProfileMergeCommand(CommandRun run)
{
    public int Run() => throw new Settings.UsageException($"profiles are not merged yet: {run.Line}");
}
