using Plumbline.Engine.Storage;
using Plumbline.Statistics;
using Plumbline.Storage.Logs;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Logs;

public sealed class IdentityIndexTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_from_which_any_entries_were_removed_finds_all_the_others()
    {
        var random = new SeededRandom(5);
        var table = new IdentityTable();
        var reference = new HashSet<IdentityEntry>();
        for (int step = 0; step < 60_000; step++)
        {
            IdentityEntry entry = Entry((int)(random.NextDouble() * 5000), cell: step % 3);
            Assert.Equal(reference.Contains(entry), table.TryFind(entry, out _));
            if (random.NextDouble() < .5 && reference.Remove(entry)) table.Remove(entry);
            else if (reference.Add(entry)) table.Add(entry);
        }
        Assert.Equal(reference.Count, table.Count);
        Assert.Equal(reference, table.CopyTo(new IdentityEntry[table.Count]).ToArray().ToHashSet());
        table.Clear();
        Assert.Equal(0, table.Count);
        Assert.All(reference, entry => Assert.False(table.TryFind(entry, out _)));
    }

    [Fact]
    public void What_is_rolled_back_is_new_again_and_what_was_committed_stays()
    {
        using IdentityIndex index = NewIndex(1000);
        Add(index, 0, 500);
        index.Commit(500);
        Add(index, 500, 700);

        index.RollBack();

        Assert.Equal(Enumerable.Repeat(Sighting.Same, 500), Enumerable.Range(0, 500).Select(i => index.Add(Entry(i))));
        Assert.Equal(Enumerable.Repeat(Sighting.New, 200), Enumerable.Range(500, 200).Select(i => index.Add(Entry(i))));
    }

    [Fact]
    public void Memory_is_bounded_and_every_identity_is_found_in_the_runs_it_went_to()
    {
        using IdentityIndex index = NewIndex(1000);
        for (int i = 0; i < 40_000; i += 100)
        {
            Add(index, i, i + 100);
            index.Commit(i + 100);
            index.Tend();
            Assert.InRange(index.InMemory, 0, 2100);
        }
        index.Close(1);

        Assert.InRange(index.RunCount, 1, 43);
        Assert.Equal(40_000, index.CoveredSeq);
        using var again = new IdentityIndex(_folder.Path, 1, 1000, IdentityManifest.Read(IdentityManifest.PathIn(_folder.Path), 1));
        for (int i = 0; i < 40_000; i++) Assert.Equal(Sighting.Same, again.Add(Entry(i)));
        Assert.Equal(Sighting.Different, again.Add(Entry(17) with { Content = 1 }));
        for (int i = 40_000; i < 41_000; i++) Assert.Equal(Sighting.New, again.Add(Entry(i)));
    }

    [Fact]
    public void Runs_are_merged_so_that_their_number_grows_slowly()
    {
        using IdentityIndex index = NewIndex(100);
        for (int i = 0; i < 20_000; i += 100)
        {
            Add(index, i, i + 100);
            index.Commit(i + 100);
            do index.Tend();
            while (index.IsBusy);
        }

        Assert.InRange(index.RunCount, 1, 16);
        Assert.Equal(index.RunCount, Directory.GetFiles(_folder.Path, "*.run").Length);
        for (int i = 0; i < 20_000; i += 7) Assert.Equal(Sighting.Same, index.Add(Entry(i)));
    }

    [Fact]
    public void An_erasure_frees_what_is_in_memory_in_a_full_table_in_runs_and_after_a_merge()
    {
        using IdentityIndex index = NewIndex(100);
        for (int i = 0; i < 950; i += 50)
        {
            Add(index, i, i + 50);
            index.Commit(i + 50);
            index.Tend();
        }
        var rule = new ErasureRule(951, 1, long.MinValue, long.MaxValue, null, new UInt128(Entry(3).High, Entry(3).Low));
        index.Erase(rule);
        index.Erase(rule with { Seq = 952, Id = new UInt128(Entry(940).High, Entry(940).Low) });
        index.Commit(952);

        Assert.Equal(Sighting.New, index.Add(Entry(3)));
        Assert.Equal(Sighting.New, index.Add(Entry(940)));
        Assert.Equal(Sighting.Same, index.Add(Entry(4)));
        index.Commit(954);
        for (int i = 1000; i < 2000; i += 50)
        {
            Add(index, i, i + 50);
            index.Commit(i + 50);
            do index.Tend();
            while (index.IsBusy);
        }
        Assert.Equal(Sighting.Same, index.Add(Entry(3)));
        Assert.Equal(Sighting.Same, index.Add(Entry(940)));
    }

    [Fact]
    public void Identities_of_a_time_nobody_asks_for_leave_memory_at_once_and_the_runs_one_by_one()
    {
        using IdentityIndex index = NewIndex(100);
        for (int i = 0; i < 1_050; i += 50)
        {
            for (int n = i; n < i + 50; n++) Assert.Equal(Sighting.New, index.Add(Entry(n, cell: n % 2)));
            index.Commit(i + 50);
            index.Tend();
        }

        index.Forget(new Erasure { Model = 1, From = DateTimeOffset.UnixEpoch, To = DateTimeOffset.UnixEpoch.AddMinutes(15) },
            new SipHash(new byte[16]));
        do index.Tend();
        while (index.IsBusy);

        Assert.Equal(525, index.InRuns + index.InMemory);
        for (int n = 1; n < 1_050; n += 2) Assert.Equal(Sighting.Same, index.Add(Entry(n, cell: 1)));
        Assert.Equal(Sighting.New, index.Add(Entry(4, cell: 0)));
        index.Commit(1_051);
        index.Close(1);
        using var again = new IdentityIndex(_folder.Path, 1, 100, IdentityManifest.Read(IdentityManifest.PathIn(_folder.Path), 1));
        Assert.Equal(526, again.InRuns);
        Assert.Equal(Sighting.Same, again.Add(Entry(4, cell: 0)));
    }

    [Fact]
    public void An_id_is_found_in_every_cell_of_its_model_however_far_apart_they_are()
    {
        int[] cells = [-40_000, -39_990, .. Enumerable.Range(0, 40), 100, 200, 2_000, 90_000];
        using IdentityIndex index = NewIndex(300);
        var times = new Dictionary<int, List<long>>();
        int seq = 0;
        foreach (int cell in cells)
        {
            foreach (int id in Enumerable.Range(0, 150).Where(i => (i + cell) % 4 == 0))
            {
                IdentityEntry entry = Entry(id, cell);
                index.Add(entry);
                index.Add(entry with { Model = id % 3, Cell = entry.Cell + 7 });
                times.TryAdd(id, []);
                times[id].AddRange(id % 3 == 1 ? [entry.Time, Entry(id, cell + 7).Time] : [entry.Time]);
            }
            index.Commit(++seq);
            index.Tend();
        }
        index.Close(1);

        for (int id = 0; id < 150; id++)
        {
            IdentityEntry asked = Entry(id);
            var (found, known) = index.Find(1, new UInt128(asked.High, asked.Low));
            Assert.Equal(times[id].Distinct().Order(), found);
            Assert.Equal(cells.Length, known);
        }
        Assert.Empty(index.Find(1, 77).Times);
        Assert.Empty(index.Find(9, new UInt128(Entry(1).High, Entry(1).Low)).Times);
    }

    [Fact]
    public void A_filter_says_yes_to_all_it_holds_and_no_to_nearly_all_others()
    {
        IdentityFilter filter = IdentityFilter.For(10_000);
        for (int i = 0; i < 10_000; i++) filter.Add(Entry(i));

        Assert.All(Enumerable.Range(0, 10_000), i => Assert.True(filter.MayHold(Entry(i))));
        Assert.InRange(Enumerable.Range(10_000, 10_000).Count(i => filter.MayHold(Entry(i))), 0, 600);
    }

    [Fact]
    public void A_changed_byte_of_a_run_is_found_when_it_is_opened_or_read()
    {
        using (IdentityIndex index = NewIndex(100))
        {
            Add(index, 0, 300);
            index.Commit(300);
            index.Close(1);
        }
        string path = Directory.GetFiles(_folder.Path, "*.run").Single();
        byte[] whole = File.ReadAllBytes(path);
        for (int at = 0; at < whole.Length; at += 37)
        {
            byte[] changed = [.. whole];
            changed[at] ^= 2;
            File.WriteAllBytes(path, changed);
            var refused = Assert.Throws<StorageException>(() =>
            {
                using var run = IdentityRun.Open(_folder.Path, 1);
                byte[] buffer = new byte[IdentityRun.BlockSize];
                for (int block = 0; block < run.Blocks; block++) run.ReadBlock(block, buffer);
            });
            Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, 0, 0u)]
    [InlineData(899_999_999, 0, 899_999_999u)]
    [InlineData(900_000_000, 1, 0u)]
    [InlineData(-1, -1, 899_999_999u)]
    [InlineData(-900_000_000, -1, 0u)]
    public void The_cell_of_a_time_is_the_15_minutes_that_hold_it(long time, int cell, uint offset)
    {
        IdentityEntry entry = IdentityEntry.Of(1, time, 1, 0, 0);

        Assert.Equal((cell, offset, time), (entry.Cell, entry.Offset, entry.Time));
    }

    IdentityIndex NewIndex(int mostInMemory) => new(_folder.Path, 1, mostInMemory, IdentityManifest.Empty);

    static void Add(IdentityIndex index, int from, int to)
    {
        for (int i = from; i < to; i++) Assert.Equal(Sighting.New, index.Add(Entry(i)));
    }

    static IdentityEntry Entry(int number, int cell = 0)
    {
        UInt128 hash = new SipHash(new byte[16]).Of(BitConverter.GetBytes(number));
        return IdentityEntry.Of(1, (cell * 900_000_000L) + (number % 1000), hash, (uint)number, 0);
    }
}
