using System.Collections.Immutable;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Testing;

namespace Plumbline.Storage.Tests.Events;

public sealed class RoundTripTests
{
    const string Hostile = "a\"; DROP TABLE events_1; --'\\ \n\t\u0001\u202E<script>\U0001F600";

    [Fact]
    public void Numbers_come_back_to_the_last_bit()
    {
        double[] numbers = [1, -0.0, 0, .1 + .2, double.Epsilon, -double.MaxValue, double.PositiveInfinity, double.NegativeInfinity,
            double.NaN, 5e-324, 1e308];
        NumericSlice slice = Some.Numeric("n", numbers);
        using var log = new Log(slice.Column);
        log.Events(Log.Ids(numbers.Length), slice);

        foreach (bool checkpointed in new[] { false, true })
        {
            var read = (NumericSlice)log.Read("n");
            Assert.Equal(numbers.Select(BitConverter.DoubleToInt64Bits), read.Values.ToArray().Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(slice.Missing.BySpelling, read.Missing.BySpelling);
            if (!checkpointed) log.Reopen();
        }
    }

    [Fact]
    public void Many_zeros_of_both_signs_keep_their_signs_on_disk()
    {
        double[] numbers = [.. Enumerable.Range(0, 10_000).Select(i => i % 3 == 0 ? -0.0 : 0.0)];
        NumericSlice slice = Some.Numeric("n", numbers);
        using var log = new Log(slice.Column);
        log.Events(Log.Ids(numbers.Length), slice);
        log.Reopen();

        Assert.Equal(numbers.Select(double.IsNegative), log.Numbers("n").Select(double.IsNegative));
    }

    [Fact]
    public void Texts_and_names_of_any_kind_come_back_as_they_were()
    {
        string?[] texts = ["b", null, Hostile, "a", "", "b", "NA", new string('x', 100_000), "\0", "nul\0inside", "\uFFFD", "e\u0301"];
        CategoricalSlice slice = Some.Categorical(Hostile, texts);
        using var log = new Log(slice.Column);
        log.Events([.. texts.Select((_, i) => Hostile + i)], slice);

        var read = (CategoricalSlice)log.Read(Hostile);

        Assert.Equal(slice.Categories, read.Categories);
        Assert.Equal(slice.Codes.ToArray(), read.Codes.ToArray());
        Assert.Equal(slice.Missing.BySpelling, read.Missing.BySpelling);
        Assert.Equal(Hostile + 3, log.Texts("id")[3]);
    }

    [Fact]
    public void Booleans_times_and_vectors_come_back()
    {
        var flags = Some.Categorical("flag", ["true", "false", null], type: ColumnType.Boolean);
        var times = new TimestampSlice(new ColumnDefinition("when", ColumnRole.Feature, ColumnType.Timestamp),
            new long[] { -1, TimestampSlice.MissingTime, long.MaxValue }, OfSpelling("", 1), UnreadableValues.None);
        var vectors = new VectorSlice(new ColumnDefinition("vector", ColumnRole.Embedding, ColumnType.Vector),
            new[] { float.NaN, float.NaN, 1f, float.NaN, float.NegativeInfinity, -0f }, 2, OfSpelling("", 1), UnreadableValues.None);
        using var log = new Log(flags.Column, times.Column, vectors.Column);
        log.Events(Log.Ids(3), flags, times, vectors);
        log.Reopen();

        Assert.Equal(["true", "false", null], log.Texts("flag"));
        Assert.Equal(times.Microseconds.ToArray(), ((TimestampSlice)log.Read("when")).Microseconds.ToArray());
        Assert.Equal(times.Missing.BySpelling, log.Read("when").Missing.BySpelling);
        var read = (VectorSlice)log.Read("vector");
        Assert.Equal(2, read.Dimension);
        Assert.Equal(vectors.Values.ToArray().Select(BitConverter.SingleToInt32Bits),
            read.Values.ToArray().Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(1, read.Missing.Count);
    }

    [Fact]
    public void Missing_values_keep_their_spelling_and_unreadable_ones_their_example()
    {
        var numbers = new NumericSlice(new ColumnDefinition("n", ColumnRole.Feature, ColumnType.Numeric),
            new[] { double.NaN, 1, double.NaN, double.NaN, double.NaN, double.NaN }, OfSpelling("", 1).With("NA", 2).With("NaN", 1),
            new UnreadableValues(1, 6, "twelve"));
        var texts = new CategoricalSlice(new ColumnDefinition("s", ColumnRole.Feature, ColumnType.Categorical),
            new[] { 0, -1, -1, 1, 0, -1 }, ["x", "y"], OfSpelling("?", 3), UnreadableValues.None);
        using var log = new Log(numbers.Column, texts.Column);
        log.Events(Log.Ids(6), numbers, texts);
        log.Reopen();

        ColumnSlice n = log.Read("n"), s = log.Read("s");

        Assert.Equal(numbers.Missing.BySpelling, n.Missing.BySpelling);
        Assert.Equal(numbers.Unreadable, n.Unreadable);
        Assert.Equal(texts.Missing.BySpelling, s.Missing.BySpelling);
        Assert.Equal(["x", null, null, "y", "x", null], log.Texts("s"));
    }

    [Fact]
    public void Spellings_of_one_batch_that_is_read_in_parts_add_up()
    {
        var numbers = new NumericSlice(new ColumnDefinition("n", ColumnRole.Feature, ColumnType.Numeric),
            Enumerable.Repeat(double.NaN, 20).ToArray(), OfSpelling("NA", 7).With("NaN", 8).With("", 5), UnreadableValues.None);
        using var log = new Log(numbers.Column);
        log.Events(Log.Ids(20), numbers);

        MissingValues before = log.Read("n", new EventQuery { To = Log.Start.AddMinutes(9) }).Missing;
        MissingValues after = log.Read("n", new EventQuery { From = Log.Start.AddMinutes(9) }).Missing;

        Assert.Equal((9, 11), (before.Count, after.Count));
        foreach ((string spelling, long count) in numbers.Missing.BySpelling)
            Assert.Equal(count, before.BySpelling.GetValueOrDefault(spelling) + after.BySpelling.GetValueOrDefault(spelling));
    }

    [Fact]
    public void A_column_that_came_later_is_missing_before_and_one_left_out_is_missing_after()
    {
        var (a, b) = (Some.Numeric("a", [1, 2]), Some.Categorical("b", ["x", "y"]));
        using var log = new Log(a.Column);
        log.Events(["1", "2"], a);
        log.Model = log.Model with
        {
            Revisions = [.. log.Model.Revisions, new SchemaRevision(2, new Schema { Columns = [a.Column, b.Column] }, Log.Start, [])],
        };
        Assert.Equal([null, null], log.Texts("b"));

        log.Events(["3", "4"], b);

        Assert.Equal([1, 2, double.NaN, double.NaN], log.Numbers("a"));
        Assert.Equal([null, null, "x", "y"], log.Texts("b"));
        Assert.Equal(2, log.Read("b").Missing.BySpelling[""]);
    }

    [Fact]
    public void A_numeric_column_that_became_categorical_reads_its_old_numbers_as_text_and_back_again()
    {
        var numbers = Some.Numeric("c", [1, .5, double.NaN]);
        var texts = Some.Categorical("c", ["red", "7"]);
        using var log = new Log(numbers.Column);
        log.Events(Log.Ids(3), numbers);
        log.Model = Log.ModelOf(1, texts.Column);
        log.Events(["x", "y"], texts);

        Assert.Equal(["1", "0.5", null, "red", "7"], log.Texts("c"));
        Assert.Equal(["1"], log.Texts("c", new EventQuery { Where = [new("c", "1")] }));

        log.Model = Log.ModelOf(1, numbers.Column);
        var read = (NumericSlice)log.Read("c");
        Assert.Equal([1, .5, double.NaN, double.NaN, 7], read.Values.ToArray());
        Assert.Equal((1, 4, "red"), (read.Unreadable.Count, read.Unreadable.FirstLine, read.Unreadable.Example));
    }

    [Fact]
    public void A_vector_of_another_dimension_is_unreadable()
    {
        var column = new ColumnDefinition("v", ColumnRole.Embedding, ColumnType.Vector);
        using var log = new Log(column);
        log.Events(["1"], new VectorSlice(column, new[] { 1f, 2f }, 2, MissingValues.None, UnreadableValues.None));
        log.Events(["2"], new VectorSlice(column, new[] { 1f, 2f, 3f }, 3, MissingValues.None, UnreadableValues.None));

        var read = (VectorSlice)log.Read("v");

        Assert.Equal([1, 2, float.NaN, float.NaN], read.Values.ToArray());
        Assert.Equal((1, "[3 numbers]"), (read.Unreadable.Count, read.Unreadable.Example));
    }

    static MissingValues OfSpelling(string spelling, long count) => MissingValues.None.With(spelling, count);
}

static class Spellings
{
    internal static MissingValues With(this MissingValues missing, string spelling, long count) =>
        new(missing.BySpelling.Add(spelling, count));
}
