using System.Collections.Immutable;
using System.Diagnostics;
using Plumbline.Engine.Columns;
using Plumbline.Statistics.Bins;

namespace Plumbline.Engine.Profiles;

/// <summary>Bin sets to and from bytes. Every version can be read for ever; anything new is a new version.</summary>
static class ProfileBinsBinary
{
    const byte Kind = (byte)'S';
    // 2 has numbers with a range. Bin sets without one keep their bytes, by which they are stored.
    const byte Plain = 1, Ranged = 2;
    const byte NoCells = 0, NumberCells = 1, CategoryCells = 2, RangedNumberCells = 3;

    public static byte[] Write(ProfileBins set)
    {
        var output = new BinaryOutput();
        output.Byte(Kind);
        output.Byte(set.Columns.Any(c => c.Cells is ColumnCells.Numbers { Range: not null }) ? Ranged : Plain);
        output.Count(set.Schema.Columns.Length);
        foreach (var column in set.Schema.Columns) Write(output, column);
        Write(output, set.Schema.Segments);
        Write(output, set.Schema.Protected);
        output.Count(set.Columns.Length);
        foreach (var column in set.Columns)
        {
            // Zero: a column that the schema does not have like this.
            int place = set.Schema.Columns.IndexOf(column.Column);
            output.Count(place + 1);
            if (place < 0) Write(output, column.Column);
            Write(output, column.Cells);
        }
        return output.ToArray();
    }

    public static ProfileBins Read(ReadOnlySpan<byte> bytes)
    {
        var input = new BinaryInput(bytes);
        input.Expect(Kind, "the kind of a bin set");
        byte version = input.Byte();
        if (version is not (Plain or Ranged))
            throw new FormatException($"the version of a bin set is {version}, at most {Ranged} is known");
        var columns = new ColumnDefinition[input.Length()];
        for (int i = 0; i < columns.Length; i++) columns[i] = ReadColumn(ref input);
        var schema = new Schema { Columns = [.. columns], Segments = ReadNames(ref input), Protected = ReadNames(ref input) };
        var profiled = new ProfileBinsColumn[input.Length()];
        for (int i = 0; i < profiled.Length; i++)
        {
            int place = (int)input.Count(columns.Length);
            var column = place == 0 ? ReadColumn(ref input) : columns[place - 1];
            profiled[i] = new ProfileBinsColumn(column, ReadCells(ref input));
        }
        input.End();
        return new ProfileBins { Schema = schema, Columns = [.. profiled] };
    }

    // Roles and types by name: their numbers may move when one is added.
    static void Write(BinaryOutput output, ColumnDefinition column)
    {
        output.Text(column.Name);
        output.Text(column.Role.ToString());
        output.Text(column.Type.ToString());
        output.TextOrNull(column.ScoreOf);
        output.Text(column.Origin);
    }

    static ColumnDefinition ReadColumn(ref BinaryInput input) =>
        new(input.Text(), ReadName<ColumnRole>(ref input), ReadName<ColumnType>(ref input))
        {
            ScoreOf = input.TextOrNull(),
            Origin = input.Text(),
        };

    static T ReadName<T>(ref BinaryInput input) where T : struct, Enum
    {
        string name = input.Text();
        return Enum.TryParse(name, out T value) && value.ToString() == name ? value
            : throw new FormatException($"'{name}' is no {typeof(T).Name}");
    }

    static void Write(BinaryOutput output, ImmutableArray<string> names)
    {
        output.Count(names.Length);
        foreach (string name in names) output.Text(name);
    }

    static ImmutableArray<string> ReadNames(ref BinaryInput input)
    {
        string[] names = new string[input.Length()];
        for (int i = 0; i < names.Length; i++) names[i] = input.Text();
        return [.. names];
    }

    static void Write(BinaryOutput output, ColumnCells? cells)
    {
        switch (cells)
        {
            case null:
                output.Byte(NoCells);
                break;
            case ColumnCells.Numbers numbers:
                output.Byte(numbers.Range is null ? NumberCells : RangedNumberCells);
                output.Numbers(numbers.Bins.Edges);
                output.Numbers(numbers.Bins.Atoms);
                output.Numbers(numbers.PsiBins.Edges);
                output.Numbers(numbers.PsiBins.Atoms);
                if (numbers.Range is not var (min, max)) break;
                output.Number(min);
                output.Number(max);
                break;
            case ColumnCells.Categories categories:
                output.Byte(CategoryCells);
                Write(output, categories.Names);
                output.Count(categories.Rest.Length);
                foreach (ulong hash in categories.Rest) output.Bits(hash);
                output.Flag(categories.KnowsRest);
                output.Count(categories.LargestOfRest);
                break;
            default:
                throw new UnreachableException();
        }
    }

    static ColumnCells? ReadCells(ref BinaryInput input)
    {
        byte kind = input.Byte();
        return kind switch
        {
            NoCells => null,
            NumberCells => new ColumnCells.Numbers(ReadBins(ref input), ReadBins(ref input)),
            RangedNumberCells => new ColumnCells.Numbers(ReadBins(ref input), ReadBins(ref input)) { Range = ReadRange(ref input) },
            CategoryCells => ReadCategories(ref input),
            _ => throw new FormatException($"cells are of the unknown kind {kind}"),
        };
    }

    static NumericBins ReadBins(ref BinaryInput input)
    {
        try
        {
            return new NumericBins(input.Numbers(), input.Numbers());
        }
        catch (ArgumentException problem)
        {
            throw new FormatException(problem.Message, problem);
        }
    }

    static ValueRange ReadRange(ref BinaryInput input)
    {
        var range = new ValueRange(input.Number(), input.Number());
        return range.IsValid ? range : throw new FormatException($"a range reaches from {range.Min} to {range.Max}");
    }

    static ColumnCells.Categories ReadCategories(ref BinaryInput input)
    {
        var names = ReadNames(ref input);
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length) throw new FormatException("a category is named twice");
        ulong[] rest = new ulong[input.Length(sizeof(ulong))];
        for (int i = 0; i < rest.Length; i++) rest[i] = input.Bits();
        return new ColumnCells.Categories(names, [.. rest], input.Flag(), input.Count());
    }
}
