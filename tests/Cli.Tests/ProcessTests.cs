using System.Diagnostics;
using System.Runtime.InteropServices;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests;

/// <summary>What only shows in a process of its own: signals, redirected streams, start-up.</summary>
public sealed partial class ProcessTests : IDisposable
{
    const int InterruptSignal = 2;

    readonly TemporaryFolder _folder = new();

    [Fact]
    public void Piped_output_is_plain_and_the_exit_code_is_the_commands()
    {
        string file = _folder.Write("a.csv", Rows.Csv(300));

        using Process process = Start("report", "--reference", file, "--current", file);
        string output = process.StandardOutput.ReadToEnd(), error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal((0, ""), (process.ExitCode, error));
        Assert.StartsWith("STABLE", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output);
    }

    [Theory]
    [InlineData("--version")]
    [InlineData("--help")]
    public void Version_and_help_load_neither_the_database_nor_the_page(string flag)
    {
        string program = CopyWithBroken("Plumbline.DuckDb.dll", "Plumbline.Datasets.dll", "Plumbline.Views.dll", "YamlDotNet.dll");

        using Process process = StartProgram(program, flag);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith("plumbline", output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Interrupting_ends_soon_with_130_and_leaves_no_file()
    {
        if (OperatingSystem.IsWindows()) return;
        string file = _folder.Write("a.csv", Rows.Csv(400_000));
        string output = Path.Combine(_folder.Path, "out", "r.html");
        Directory.CreateDirectory(Path.GetDirectoryName(output)!);

        using Process process = Start("report", "--reference", file, "--current", file, "--output", output);
        WaitUntilWorking(process);
        long interrupted = Stopwatch.GetTimestamp();
        Assert.Equal(0, Kill(process.Id, InterruptSignal));
        process.WaitForExit();

        Assert.Equal(130, process.ExitCode);
        Assert.InRange(Stopwatch.GetElapsedTime(interrupted).TotalSeconds, 0, 5);
        Assert.Empty(Directory.GetFileSystemEntries(Path.GetDirectoryName(output)!));
    }

    public void Dispose() => _folder.Dispose();

    static Process Start(params string[] arguments) => StartProgram(typeof(Program).Assembly.Location, arguments);

    // The program with libraries that cannot be loaded.
    string CopyWithBroken(params string[] broken)
    {
        string source = Path.GetDirectoryName(typeof(Program).Assembly.Location)!;
        foreach (string file in Directory.GetFiles(source).Where(f => Path.GetExtension(f) is ".dll"
            || Path.GetFileName(f).StartsWith("plumbline.", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(_folder.Path, Path.GetFileName(file)));
        foreach (string name in broken) File.WriteAllText(Path.Combine(_folder.Path, name), "");
        return Path.Combine(_folder.Path, "plumbline.dll");
    }

    // A shell has what it runs in the background ignore interrupts, and so do its children until somebody says otherwise.
    static Process StartProgram(string program, params string[] arguments)
    {
        string[] whole = [.. OperatingSystem.IsLinux() ? ["env", "--default-signal=INT"] : Array.Empty<string>(), "dotnet", program];
        var start = new ProcessStartInfo(whole[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in whole.Skip(1).Concat(arguments)) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    // The process is at work once it has used more processor time than starting takes.
    static void WaitUntilWorking(Process process)
    {
        while (!process.HasExited && process.TotalProcessorTime < TimeSpan.FromMilliseconds(400)) Thread.Sleep(10);
        Assert.False(process.HasExited, "the report was done before it could be interrupted");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
