using Plumbline.Engine.Columns;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Events;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Events;

public sealed class ErasedCellTests
{
    [Fact]
    public void The_cells_that_lost_rows_are_known_until_they_are_forgotten_also_after_a_restart()
    {
        using Log log = Filled();
        LogFrame one = log.Erase(new Erasure { Model = 1, Id = "e1" });
        LogFrame none = log.Erase(new Erasure { Model = 1, Id = "nobody" });
        log.Reopen();

        Assert.Equal([Log.Start], log.Store.ErasedCells(1, one.FirstSeq));
        Assert.Empty(log.Store.ErasedCells(1, none.FirstSeq)!);
        Assert.Null(log.Store.ErasedCells(1, none.FirstSeq + 1));
        Assert.Null(log.Store.ErasedCells(2, one.FirstSeq));
        log.Store.ForgetErased(one.FirstSeq);
        Assert.Null(log.Store.ErasedCells(1, one.FirstSeq));
        Assert.Empty(log.Store.ErasedCells(1, none.FirstSeq)!);
    }

    [Fact]
    public void Cells_that_have_rows_are_named_and_those_whose_rows_may_go()
    {
        using Log log = Filled();

        Assert.Equal([Log.Start, Log.Start.AddMinutes(15)], log.Store.Cells(1, null, default));
        Assert.Equal([Log.Start], log.Store.Cells(1, Log.Start.AddMinutes(15), default));
        Assert.Empty(log.Store.Cells(1, Log.Start, default));
        Assert.Empty(log.Store.Cells(2, null, default));
    }

    [Fact]
    public void A_backup_taken_while_rows_come_opens_with_all_that_was_committed()
    {
        using Log log = Filled();
        using var folder = new TemporaryFolder();

        log.Store.BackupTo(folder.Path);
        log.Events(["after"], [Log.Start.AddHours(1)], Some.Numeric("n", [1]));

        Assert.Null(EventStore.Check(folder.Path, default).Problem);
        using var copy = new EventStore(folder.Path, new EventStoreOptions());
        Assert.Equal((20, 20), (copy.AppliedSeq, copy.Count(1, default).Events));
        Assert.Throws<StorageException>(() => log.Store.BackupTo(folder.Path));
    }

    // Twenty events a minute apart.
    static Log Filled()
    {
        var log = new Log(new ColumnDefinition("n", ColumnRole.Feature, ColumnType.Numeric));
        log.Events([.. Enumerable.Range(0, 20).Select(i => $"e{i}")],
            Some.Numeric("n", [.. Enumerable.Range(0, 20).Select(i => (double)i)]));
        return log;
    }
}
