using System.Collections.Immutable;

namespace Plumbline.Engine.Profiles;

/// <summary>Profiles in bytes, without the bin set they are counted on: what is stored per cell. Lossless, and equal profiles give equal
/// bytes.</summary>
/// <remarks>For files of our own; <see cref="ProfileJson"/> is for exchange. Every version can be read for ever; anything new is a new
/// version.</remarks>
public static class ProfileBinary
{
    const byte Kind = (byte)'P';
    const byte Version = 1;

    /// <summary>A whole profile: its head, then its columns in order.</summary>
    public static byte[] Write(DatasetProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var output = new BinaryOutput();
        output.Block(WriteHead(profile));
        output.Count(profile.Columns.Count);
        var own = new BinaryOutput();
        foreach (var column in profile.Columns)
        {
            own.Clear();
            ColumnBinary.Write(column, own);
            output.Block(own.Written);
        }
        return output.ToArray();
    }

    /// <summary>What a profile says of its rows as a whole.</summary>
    public static byte[] WriteHead(DatasetProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var output = new BinaryOutput();
        output.Byte(Kind);
        output.Byte(Version);
        output.Text(profile.Path);
        output.Count(profile.Rows);
        output.Count(profile.Refused);
        output.MomentOrNull(profile.From);
        output.MomentOrNull(profile.To);
        return output.ToArray();
    }

    /// <summary>One column.</summary>
    public static byte[] WriteColumn(ColumnProfile column) => WriteColumn(column, out _);

    /// <summary>One column, whose sketches come last.</summary>
    /// <param name="column">The column.</param>
    /// <param name="sketchesAt">Where they begin: the bytes up to there are the column without them.</param>
    public static byte[] WriteColumn(ColumnProfile column, out int sketchesAt)
    {
        ArgumentNullException.ThrowIfNull(column);
        var output = new BinaryOutput();
        sketchesAt = ColumnBinary.Write(column, output);
        return output.ToArray();
    }

    /// <summary>Takes up a profile again.</summary>
    /// <param name="bytes">As written by <see cref="Write"/>.</param>
    /// <param name="on">The bin set it was counted on.</param>
    /// <param name="isWanted">Which columns of the bin set, by place; null: all. The others are passed over unread.</param>
    /// <param name="withSketches">False: sketches are passed over unread, and null.</param>
    /// <exception cref="FormatException">The bytes are damaged, of an unknown version, or counted on another bin set.</exception>
    public static DatasetProfile Read(ReadOnlySpan<byte> bytes, ProfileBins on, Func<int, bool>? isWanted = null, bool withSketches = true)
    {
        ArgumentNullException.ThrowIfNull(on);
        var input = new BinaryInput(bytes);
        var head = input.Block();
        int count = input.Length();
        if (count != on.Columns.Length) throw new FormatException($"the profile has {count} columns, its bin set {on.Columns.Length}");
        var columns = ImmutableArray.CreateBuilder<ColumnProfile>(count);
        for (int i = 0; i < count; i++)
        {
            var column = input.Block();
            if (isWanted?.Invoke(i) != false) columns.Add(ReadColumn(column, on.Columns[i], withSketches));
        }
        input.End();
        return ReadHead(head, on, columns.ToImmutable());
    }

    /// <summary>The head that a whole profile begins with; empty where it goes on behind these bytes.</summary>
    /// <param name="start">The first bytes of what <see cref="Write"/> wrote, as many as seem enough.</param>
    public static ReadOnlySpan<byte> HeadIn(ReadOnlySpan<byte> start)
    {
        var input = new BinaryInput(start);
        try
        {
            return input.Block();
        }
        catch (FormatException)
        {
            return [];
        }
    }

    /// <summary>A profile from its head and the columns read apart.</summary>
    /// <exception cref="FormatException">The bytes are damaged or of an unknown version.</exception>
    public static DatasetProfile ReadHead(ReadOnlySpan<byte> bytes, ProfileBins on, IReadOnlyList<ColumnProfile> columns)
    {
        ArgumentNullException.ThrowIfNull(on);
        var input = new BinaryInput(bytes);
        input.Expect(Kind, "the kind of a profile");
        input.Expect(Version, "the version of a profile");
        var profile = new DatasetProfile
        {
            Path = input.Text(),
            Rows = input.Count(),
            Refused = input.Count(),
            From = input.MomentOrNull(),
            To = input.MomentOrNull(),
            Schema = on.Schema,
            Columns = columns,
        };
        input.End();
        return profile;
    }

    /// <summary>Takes up a column again.</summary>
    /// <param name="bytes">As written by <see cref="WriteColumn(ColumnProfile)"/>, or without sketches up to them.</param>
    /// <param name="on">The column of the bin set it was counted on.</param>
    /// <param name="withSketches">False: sketches are passed over unread, and null.</param>
    /// <exception cref="FormatException">The bytes are damaged, of an unknown version, or counted on other cells.</exception>
    public static ColumnProfile ReadColumn(ReadOnlySpan<byte> bytes, ProfileBinsColumn on, bool withSketches = true)
    {
        ArgumentNullException.ThrowIfNull(on);
        return ColumnBinary.Read(bytes, on, withSketches);
    }
}
