using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;
using Plumbline.Engine.Storage;

namespace Plumbline.Storage.Folders;

/// <summary>The small file that makes a folder a data folder: its format, its id, its secret, and which parts were ever created in
/// it.</summary>
sealed record FolderFormat
{
    public const int Newest = 1;
    const string Title = "plumbline-data";

    /// <summary>Random; files of another folder are told apart by it.</summary>
    public required ulong Id { get; init; }

    /// <summary>16 random bytes: ids are hashed with them.</summary>
    public required ImmutableArray<byte> Key { get; init; }

    /// <summary>Parts that must be there: one that has gone was deleted.</summary>
    public ImmutableSortedSet<string> Parts { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public byte[] Write()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Title} {Newest}\n");
        text.Append(CultureInfo.InvariantCulture, $"id {Id:x16}\n");
        text.Append(CultureInfo.InvariantCulture, $"key {Convert.ToHexStringLower(Key.AsSpan())}\n");
        foreach (string part in Parts) text.Append(CultureInfo.InvariantCulture, $"part {part}\n");
        string body = text.ToString();
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{body}check {CheckOf(body):x8}\n"));
    }

    public static FolderFormat Read(string file)
    {
        string text = Encoding.ASCII.GetString(File.ReadAllBytes(file));
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // The version comes first and outside every check: a newer format may change all the rest.
        if (lines is [var first, ..] && first.StartsWith(Title + " ", StringComparison.Ordinal)
            && int.TryParse(first.AsSpan(Title.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int version))
        {
            if (version > Newest)
            {
                throw new StorageException(StorageFailure.Newer,
                    $"The data folder was written by a newer Plumbline: {file} says format {version}, "
                    + $"this Plumbline reads up to {Newest}. Use the newer Plumbline.");
            }
            if (version >= 1 && Parse(text, lines) is { } format) return format;
        }
        throw new StorageException(StorageFailure.Damaged,
            $"{file} is damaged: it is not what Plumbline wrote. Restore it from a backup.");
    }

    static FolderFormat? Parse(string text, string[] lines)
    {
        int end = text.LastIndexOf("check ", StringComparison.Ordinal);
        if (end < 0 || text[end..] != string.Create(CultureInfo.InvariantCulture, $"check {CheckOf(text[..end]):x8}\n")) return null;
        var values = lines.Skip(1).SkipLast(1).Select(l => l.Split(' ', 2)).ToLookup(l => l[0], l => l[^1], StringComparer.Ordinal);
        return new FolderFormat
        {
            Id = ulong.Parse(values["id"].Single(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            Key = [.. Convert.FromHexString(values["key"].Single())],
            Parts = values["part"].ToImmutableSortedSet(StringComparer.Ordinal),
        };
    }

    static uint CheckOf(string text)
    {
        uint check = uint.MaxValue;
        foreach (char letter in text) check = BitOperations.Crc32C(check, (byte)letter);
        return ~check;
    }
}
