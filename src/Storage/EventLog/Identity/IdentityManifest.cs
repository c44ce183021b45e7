using System.Collections.Immutable;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Folders;

namespace Plumbline.Storage.Logs;

/// <summary>A run as the manifest knows it.</summary>
/// <param name="RulesUpTo">Erasures up to this row have been carried out in it; later ones apply on reading.</param>
readonly record struct RunNote(long Number, long Count, long RulesUpTo);

/// <summary>The small file that says which runs the index consists of.</summary>
sealed record IdentityManifest
{
    const ulong Magic = 0x31584449_544E4550;

    /// <summary>Identities of all rows up to here are in the runs.</summary>
    public required long CoveredSeq { get; init; }

    /// <summary>Number of the next run.</summary>
    public required long NextNumber { get; init; }

    public required ImmutableArray<RunNote> Runs { get; init; }

    /// <summary>Erasures that some run has not carried out, by row.</summary>
    public required ImmutableArray<ErasureRule> Rules { get; init; }

    public static IdentityManifest Empty { get; } = new() { CoveredSeq = 0, NextNumber = 1, Runs = [], Rules = [] };

    public static string PathIn(string folder) => Path.Combine(folder, "manifest");

    public void Write(string path, ulong folder)
    {
        using var to = new PayloadWriter(1024);
        to.UInt64(Magic);
        to.UInt64(folder);
        to.Int64(CoveredSeq);
        to.Int64(NextNumber);
        to.Int32(Runs.Length);
        to.Int32(Rules.Length);
        to.Values(Runs.AsSpan());
        foreach (ErasureRule rule in Rules) Write(to, rule);
        to.Int32((int)Crc.Of(to.Written));
        Disk.Replace(path, to.Written);
    }

    public static IdentityManifest Read(string path, ulong folder)
    {
        if (!File.Exists(path)) throw Damaged(path, "is missing");
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            var whole = new PayloadReader(bytes);
            var from = new PayloadReader(whole.Take(bytes.Length - sizeof(uint)));
            uint crc = Crc.Of(bytes.AsSpan(0, bytes.Length - sizeof(uint)));
            if ((uint)whole.Int32() != crc) throw Damaged(path, "does not match its checksum");
            if (from.UInt64() != Magic) throw Damaged(path, "does not begin as it should");
            return from.UInt64() == folder ? Read(ref from) : throw Damaged(path, "belongs to another data folder");
        }
        catch (InvalidDataException failure)
        {
            throw Damaged(path, "is cut off", failure);
        }
    }

    static IdentityManifest Read(ref PayloadReader from)
    {
        (long covered, long next, int runs, int rules) = (from.Int64(), from.Int64(), from.Int32(), from.Int32());
        RunNote[] notes = from.Values<RunNote>(runs);
        var read = ImmutableArray.CreateBuilder<ErasureRule>();
        for (int i = 0; i < rules; i++) read.Add(ReadRule(ref from));
        return new IdentityManifest { CoveredSeq = covered, NextNumber = next, Runs = [.. notes], Rules = read.ToImmutable() };
    }

    static void Write(PayloadWriter to, ErasureRule rule)
    {
        to.Int64(rule.Seq);
        to.Int32(rule.Model);
        to.Int64(rule.From);
        to.Int64(rule.To);
        to.Byte((byte)((rule.Version is null ? 0 : 1) | (rule.Id is null ? 0 : 2)));
        if (rule.Version is { } version) to.Int32((int)version);
        if (rule.Id is not { } id) return;
        to.UInt64((ulong)(id >> 64));
        to.UInt64((ulong)id);
    }

    static ErasureRule ReadRule(ref PayloadReader from)
    {
        (long seq, int model, long first, long last, byte has) = (from.Int64(), from.Int32(), from.Int64(), from.Int64(), from.Byte());
        uint? version = (has & 1) != 0 ? (uint)from.Int32() : null;
        UInt128? id = (has & 2) != 0 ? new UInt128(from.UInt64(), from.UInt64()) : null;
        return new ErasureRule(seq, model, first, last, version, id);
    }

    static StorageException Damaged(string path, string problem, Exception? inner = null) => new(StorageFailure.Damaged,
        $"The index of event ids is damaged: {path} {problem}. Restore the data folder from a backup.", inner);
}
