using System.Diagnostics;

namespace Plumbline.Repository.Tests;

/// <summary>The <c>plumbline</c> script itself.</summary>
public sealed class CommandTests
{
    [Fact]
    public void A_call_from_another_folder_through_a_link_finds_its_way_home()
    {
        using var folder = new Plumbline.Testing.TemporaryFolder();
        string link = Path.Combine(folder.Path, "plumbline");
        File.CreateSymbolicLink(link, Checkout.Path("plumbline"));

        var start = new ProcessStartInfo(link, ["--version"]) { WorkingDirectory = folder.Path, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Equal(0, process.ExitCode);
        Assert.Matches(@"^plumbline \d+\.\d+\.\d+$", output.Trim());
    }
}
