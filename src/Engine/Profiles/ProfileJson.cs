using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Profiles;

/// <summary>Reads and writes profiles as <c>plumbline/profile/1</c>: JSON, compact, sketches as base64.</summary>
/// <remarks>A written profile is a promise: this version can be read for ever. Fields may be added; anything else is a new
/// version.</remarks>
public static class ProfileJson
{
    /// <summary>The format's name and version.</summary>
    public const string FormatName = "plumbline/profile/1";

    /// <summary>Writes a profile as UTF-8 JSON on one line.</summary>
    public static void Write(DatasetProfile profile, Stream destination)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(destination);
        var columns = profile.Schema.Columns.Select(c => profile.Find(c.Name) is { } found
            ? ProfileFileColumns.Of(found) : new ProfileFileColumn { Name = c.Name, Role = c.Role, Type = c.Type, Origin = c.Origin });
        var file = new ProfileFile
        {
            Schema = FormatName,
            Path = profile.Path,
            Rows = profile.Rows,
            Refused = profile.Refused,
            Fingerprint = profile.BinSetFingerprint.ToString("x16", CultureInfo.InvariantCulture),
            Segments = profile.Schema.Segments,
            Protected = profile.Schema.Protected,
            Columns = [.. columns],
        };
        JsonSerializer.Serialize(destination, file, ProfileJsonContext.Default.ProfileFile);
    }

    /// <summary>Reads a profile.</summary>
    /// <param name="source">UTF-8 JSON.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="ProfileException">Not a profile, of an unknown version, cut short or damaged.</exception>
    public static DatasetProfile Read(Stream source, string name)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        var file = Parse(source, name);
        var columns = ImmutableArray.CreateBuilder<ColumnProfile>();
        foreach (var column in file.Columns)
            if (ReadColumn(column, name) is { } profile) columns.Add(profile);
        var read = new DatasetProfile
        {
            Path = file.Path,
            Rows = file.Rows,
            Refused = file.Refused,
            Schema = new Columns.Schema
            {
                Columns = [.. file.Columns.Select(ProfileFileColumns.Definition)],
                Segments = [.. file.Segments],
                Protected = [.. file.Protected],
            },
            Columns = columns.ToImmutable(),
        }.WithTimes();
        string fingerprint = read.BinSetFingerprint.ToString("x16", CultureInfo.InvariantCulture);
        return fingerprint == file.Fingerprint ? read
            : throw Truncated(name, $"its bins have the fingerprint {fingerprint}, it says {file.Fingerprint}", null);
    }

    static ProfileFile Parse(Stream source, string name)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(source);
        }
        catch (JsonException problem)
        {
            throw Truncated(name, problem.Message, problem);
        }
        using (document)
        {
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("schema", out var schema)
                || schema.ValueKind != JsonValueKind.String)
                throw new ProfileException(Message.Of("profile.not_a_profile", ("file", name),
                    ("problem", $"it has no \"schema\": \"{FormatName}\"")));
            if (schema.GetString() is { } found && found != FormatName)
                throw new ProfileException(Message.Of("profile.unknown_version", ("file", name), ("found", found), ("known", FormatName)));
            try
            {
                return root.Deserialize(ProfileJsonContext.Default.ProfileFile) ?? throw new JsonException("it is null");
            }
            catch (JsonException problem)
            {
                throw Truncated(name, problem.Message, problem);
            }
        }
    }

    static ColumnProfile? ReadColumn(ProfileFileColumn column, string name)
    {
        try
        {
            return ProfileFileColumns.Read(column);
        }
        catch (Exception problem) when (problem is FormatException or ArgumentException)
        {
            throw new ProfileException(Message.Of("profile.damaged_column", ("file", name), ("column", column.Name), ("problem",
                problem.Message)), problem);
        }
    }

    static ProfileException Truncated(string name, string problem, Exception? inner) =>
        new(Message.Of("profile.truncated", ("file", name), ("problem", problem)), inner);

    internal static byte[] Bytes(ImmutableArray<ulong> hashes)
    {
        byte[] bytes = new byte[hashes.Length * sizeof(ulong)];
        for (int i = 0; i < hashes.Length; i++) BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), hashes[i]);
        return bytes;
    }

    internal static ImmutableArray<ulong> Hashes(byte[]? bytes)
    {
        if (bytes is null) return [];
        if (bytes.Length % sizeof(ulong) != 0) throw new FormatException("the list of other categories is cut short");
        var hashes = ImmutableArray.CreateBuilder<ulong>(bytes.Length / sizeof(ulong));
        for (int i = 0; i < bytes.Length; i += sizeof(ulong)) hashes.Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i)));
        return hashes.ToImmutable();
    }
}
