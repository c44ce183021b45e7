using Plumbline.Engine.Columns;
using Plumbline.Engine.Quality;
using Plumbline.Engine.Reports;
using Plumbline.Engine.Segments;
using Plumbline.Engine.Tests.Quality;
using Plumbline.Statistics;
using Plumbline.Testing;

namespace Plumbline.Engine.Tests.Segments;

/// <summary>The slice that was made bad is found, and noise is not.</summary>
public sealed class WorstSlicesTests
{
    [Fact]
    public void The_conjunction_made_bad_is_found_first()
    {
        var rows = new Rows(6_000, seed: 1, errorInside: .6);

        var found = rows.Find();

        Assert.NotEmpty(found);
        Assert.Contains("region = north", found[0].Conditions);
        Assert.Contains(found[0].Conditions, c => c.StartsWith("age > ", StringComparison.Ordinal));
        Assert.True(found[0].Loss > found[0].LossElsewhere);
        Assert.InRange(found[0].QValue, 0, .05);
        Assert.Equal("error_rate", found[0].LossKind);
    }

    [Fact]
    public void Noise_gives_no_slices()
    {
        int withSlices = 0;

        for (ulong seed = 1; seed <= 40; seed++)
            if (new Rows(2_000, seed, errorInside: .2).Find().Count > 0) withSlices++;

        Assert.InRange(withSlices, 0, 6);
    }

    [Fact]
    public void The_order_of_adding_columns_does_not_matter()
    {
        var rows = new Rows(3_000, seed: 5, errorInside: .7);

        var one = rows.Find(reverse: false);
        var other = rows.Find(reverse: true);

        Assert.Equal(one.Select(s => string.Join('&', s.Conditions)), other.Select(s => string.Join('&', s.Conditions)));
    }

    [Fact]
    public void Without_labels_there_are_no_slices()
    {
        var slices = new WorstSlices(100, seed: 1);
        slices.Add(null, Some.Column("region", Enumerable.Repeat("a", 100).ToArray()));

        Assert.Empty(slices.Find(null, CancellationToken.None));
        Assert.Empty(slices.Find(Outputs.Pair(null, Outputs.Slices(prediction: new double[100]))?.Current, CancellationToken.None));
    }

    [Fact]
    public void The_same_slice_under_two_names_is_named_once()
    {
        string[] region = Some.Categories(4_000, 1, ("north", .3), ("south", .7));
        string[] copy = [.. region.Select(r => r == "north" ? "N" : "S")];
        var random = new SeededRandom(2);
        double[] truth = new double[4_000], decision = [.. region.Select(r => random.NextDouble() < (r == "north" ? .5 : .1) ? 1.0 : 0)];
        var slices = new WorstSlices(4_000, seed: 1);
        slices.Add(null, Some.Column("region", region));
        slices.Add(null, Some.Column("copy", copy));

        var found = slices.Find(Outputs.Pair(null, Outputs.Slices(truth, decision), new QualityOptions { Task = ModelTask.Binary }).Current,
            CancellationToken.None);

        Assert.Single(found);
    }

    [Fact]
    public void Redacted_slices_name_no_value()
    {
        var rows = new Rows(6_000, seed: 1, errorInside: .6);

        var found = rows.Find(redact: true);

        Assert.DoesNotContain(found, s => s.Conditions.Any(c => c.Contains("north", StringComparison.Ordinal)));
    }

    sealed class Rows
    {
        readonly ColumnSlice[] _columns;
        readonly ModelOutputs _current;
        readonly int _count;

        internal Rows(int count, ulong seed, double errorInside)
        {
            var random = new SeededRandom(seed);
            string[] region = Some.Categories(count, seed + 100, ("north", .4), ("south", .6)),
                home = Some.Categories(count, seed + 200, ("own", .5), ("rent", .5));
            double[] age = Some.Normal(count, seed + 300, 45, 12), truth = new double[count], decision = new double[count];
            for (int i = 0; i < count; i++)
            {
                truth[i] = random.NextDouble() < .5 ? 1 : 0;
                bool inside = region[i] == "north" && age[i] > 55;
                decision[i] = random.NextDouble() < (inside ? errorInside : .2) ? 1 - truth[i] : truth[i];
            }
            _count = count;
            _columns = [Some.Column("region", region), Some.Column("home", home), Some.Column("age", age)];
            _current = Outputs.Pair(null, Outputs.Slices(truth, decision)).Current!;
        }

        internal IReadOnlyList<SliceReport> Find(bool reverse = false, bool redact = false)
        {
            var slices = new WorstSlices(_count, seed: 1, redact);
            foreach (var column in reverse ? _columns.Reverse() : _columns) slices.Add(column, column);
            return slices.Find(_current, CancellationToken.None);
        }
    }
}
