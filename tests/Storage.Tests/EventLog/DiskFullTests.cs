using System.Diagnostics;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Logs;

/// <summary>On a real file system of 4 MB.</summary>
public sealed class DiskFullTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public DiskFullTests() => Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", _folder.Path),
        "Mounting a small file system is not permitted here.");

    public void Dispose()
    {
        Run("umount", _folder.Path);
        _folder.Dispose();
    }

    [Fact]
    public void A_full_disk_refuses_appends_keeps_what_was_acknowledged_and_recovers_by_itself()
    {
        string ballast = Path.Combine(_folder.Path, "ballast");
        File.WriteAllBytes(ballast, new byte[2 << 20]);
        using var log = new OpenLog(Path.Combine(_folder.Path, "data"), LogRows.Small with { SegmentBytes = 256 << 10 });
        var acknowledged = new List<string>();

        StorageException full = FillUp(log, acknowledged);

        Assert.Equal(StorageFailure.DiskFull, full.Failure);
        Assert.True(full.IsTransient);
        Assert.Equal(acknowledged.Count, log.Log.LastSeq);
        Assert.Equal(acknowledged, LogRows.IdsIn(log.Log));
        Assert.True(log.Log.Figures.DiskFull > 0);
        Assert.Empty(EventLog.Check(log.Path, CancellationToken.None).Problems);

        File.Delete(ballast);
        string[] refused = Ids(acknowledged.Count);
        Assert.Equal(refused.Length, log.Append(LogRows.Events(refused)).Accepted);
        acknowledged.AddRange(refused);

        log.Reopen();
        Assert.Equal(acknowledged, LogRows.IdsIn(log.Log));
        Assert.Equal(0, log.Append(LogRows.Events(acknowledged.Take(10))).Accepted);
        Assert.Empty(EventLog.Check(log.Path, CancellationToken.None).Problems);
    }

    [Fact]
    public void A_log_on_a_full_disk_can_be_closed_and_opened_again()
    {
        var acknowledged = new List<string>();
        string ballast = Path.Combine(_folder.Path, "ballast");
        File.WriteAllBytes(ballast, new byte[1 << 20]);
        using var log = new OpenLog(Path.Combine(_folder.Path, "data"), new() { SegmentBytes = 256 << 10, IdentitiesInMemory = 5000 });
        FillUp(log, acknowledged);

        log.Reopen();

        Assert.Equal(acknowledged, LogRows.IdsIn(log.Log));
        File.Delete(ballast);
        Assert.Equal(1, log.Append(LogRows.Events("late")).Accepted);
    }

    static StorageException FillUp(OpenLog log, List<string> acknowledged)
    {
        while (true)
        {
            string[] ids = Ids(acknowledged.Count);
            try
            {
                Assert.Equal(ids.Length, log.Append(LogRows.Events(ids)).Accepted);
                acknowledged.AddRange(ids);
            }
            catch (StorageException failure)
            {
                return failure;
            }
        }
    }

    static string[] Ids(int from) => [.. Enumerable.Range(from, 500).Select(i => $"id-{i}")];

    static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
