using System.Text.Json;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.References;

/// <summary>One case of a table of values of another implementation: inputs and expected numbers by name.</summary>
sealed class ReferenceCase(JsonElement element)
{
    public double this[string name] => element.GetProperty(name).GetDouble();

    /// <summary>The cases listed under <paramref name="group"/>; the whole file when it is null.</summary>
    public static IReadOnlyList<ReferenceCase> Load(string file, string? group = null)
    {
        JsonElement root = JsonDocument.Parse(File.ReadAllText(Repository.Path("tests", "Statistics.Tests", "References",
            file))).RootElement;
        return [.. (group is null ? root : root.GetProperty(group)).EnumerateArray().Select(entry => new ReferenceCase(entry))];
    }

    public int Int(string name) => element.GetProperty(name).GetInt32();

    public double[] Numbers(string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    public int[] Codes(string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetInt32())];

    public long[] Counts(string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetInt64())];

    public double[][] Rows(string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())];

    public IReadOnlyList<ReferenceCase> Cases(string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(entry => new ReferenceCase(entry))];

    /// <summary>Fails unless the value named equals <paramref name="actual"/> to the tolerance, relative above 1.</summary>
    public void Expect(string name, double actual, double tolerance = 1e-9)
    {
        double expected = this[name];
        Assert.True(
            Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)),
            FormattableString.Invariant($"{name}: {actual:R} for {expected:R}"));
    }
}
