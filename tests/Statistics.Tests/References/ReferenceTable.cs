using System.Globalization;
using System.Text.Json;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.References;

/// <summary>A table of values of another implementation: cases with inputs and an object of expected numbers.</summary>
sealed class ReferenceTable(string file)
{
    readonly JsonElement _cases = JsonDocument.Parse(File.ReadAllText(Repository.Path("tests", "Statistics.Tests", "References",
        file))).RootElement;

    /// <summary>Compares every case that has the measure; a number or a list of numbers.</summary>
    public void Check(string measure, double tolerance, Func<JsonElement, double[]> actual)
    {
        int seen = 0;
        List<string> wrong = [];
        foreach (JsonElement entry in _cases.EnumerateArray())
        {
            if (!entry.GetProperty("expected").TryGetProperty(measure, out JsonElement expected)) continue;
            seen++;
            double[] numbers = Numbers(expected), found = actual(entry);
            string name = entry.GetProperty("name").GetString()!;
            if (numbers.Length != found.Length) wrong.Add($"{name}: {found.Length} numbers for {numbers.Length}");
            for (int i = 0; i < Math.Min(numbers.Length, found.Length); i++)
                if (!IsClose(numbers[i], found[i], tolerance))
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{name}[{i}]: {found[i]:R} for {numbers[i]:R}"));
        }

        Assert.True(seen > 0, $"No case of {measure} in {file}.");
        Assert.True(wrong.Count == 0, $"{measure}: {string.Join("; ", wrong)}");
    }

    /// <summary>The same for a test on two sorted samples.</summary>
    public void CheckSamples(string measure, double tolerance, Func<double[], double[], TestResult> test) =>
        CheckSamples(measure, tolerance, (x, y) => Pair(test(x, y)));

    /// <summary>The same for numbers of two sorted samples.</summary>
    public void CheckSamples(string measure, double tolerance, Func<double[], double[], double[]> measured) =>
        Check(measure, tolerance, entry => measured(Samples.Of(entry.GetProperty("reference")), Samples.Of(entry.GetProperty("current"))));

    /// <summary>The same for numbers of two lists of counts.</summary>
    public void CheckCounts(string measure, double tolerance, Func<long[], long[], double[]> measured) =>
        Check(measure, tolerance, entry => measured(Counts(entry.GetProperty("reference")), Counts(entry.GetProperty("current"))));

    public static double[] Pair(TestResult result) => [result.Statistic, result.PValue];

    public static long[] Counts(JsonElement list) => [.. list.EnumerateArray().Select(x => x.GetInt64())];

    public static double[] Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => [.. element.EnumerateArray().Select(Number)],
        _ => [Number(element)],
    };

    /// <summary>Within the tolerance absolutely, or relative to a large number; tiny p-values also to four digits.</summary>
    static bool IsClose(double expected, double found, double tolerance)
    {
        if (double.IsNaN(expected) || double.IsInfinity(expected)) return expected.Equals(found);
        double error = Math.Abs(expected - found);
        bool digits = Math.Abs(expected) > 1e-4 || Math.Abs(expected) < 1e-200 || error <= Math.Max(1e-4, tolerance) * Math.Abs(expected)
            || error < 1e-15;
        return error <= tolerance * Math.Max(1, Math.Abs(expected)) && digits;
    }

    static double Number(JsonElement element) => element.ValueKind == JsonValueKind.String
        ? double.Parse(element.GetString()!, CultureInfo.InvariantCulture)
        : element.GetDouble();
}
