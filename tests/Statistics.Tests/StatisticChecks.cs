using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests;

/// <summary>Refuses a public statistic without values of another implementation, an edge table or a page.</summary>
public sealed class StatisticChecks
{
    public static TheoryData<Type> Statistics => [.. typeof(Estimate).Assembly.GetExportedTypes().Where(IsStatistic)];

    [Theory]
    [MemberData(nameof(Statistics))]
    public void Every_statistic_has_reference_values(Type statistic) =>
        Assert.True(Covered<ReferenceValuesAttribute>(a => a.Statistic).Contains(statistic),
            $"{statistic.Name} has no test with [ReferenceValues(typeof({statistic.Name}))].");

    [Theory]
    [MemberData(nameof(Statistics))]
    public void Every_statistic_has_an_edge_table(Type statistic) =>
        Assert.True(Covered<EdgeTableAttribute>(a => a.Statistic).Contains(statistic),
            $"{statistic.Name} has no test with [EdgeTable(typeof({statistic.Name}))].");

    [Theory]
    [MemberData(nameof(Statistics))]
    public void Every_statistic_has_a_page(Type statistic)
    {
        string page = Repository.Path("docs", "methods", PageOf(statistic));

        Assert.True(File.Exists(page), $"{statistic.Name} has no page docs/methods/{PageOf(statistic)}.");
    }

    [Fact]
    public void The_index_links_every_page()
    {
        string folder = Repository.Path("docs", "methods"), index = File.ReadAllText(Path.Combine(folder, "README.md"));
        string[] pages = [.. Directory.GetFiles(folder, "*.md").Select(p => Path.GetFileName(p)!).Where(p => p != "README.md")];

        Assert.DoesNotContain(pages, page => !index.Contains($"({page})", StringComparison.Ordinal));
    }

    [Fact]
    public void The_rule_finds_the_statistics()
    {
        Assert.Contains(typeof(Plumbline.Statistics.Descriptive.Moments), Statistics.Select(s => s.Data));
        Assert.Contains(typeof(Plumbline.Statistics.Distances.Hellinger), Statistics.Select(s => s.Data));
        Assert.DoesNotContain(typeof(Estimate), Statistics.Select(s => s.Data));
        Assert.DoesNotContain(typeof(SeededRandom), Statistics.Select(s => s.Data));
        Assert.Equal("jensen-shannon-effect.md", PageOf(typeof(Plumbline.Statistics.Distances.JensenShannonEffect)));
    }

    /// <summary>
    /// A statistic is a public type of a folder of the project that computes: a static class, or a class that can be given data after it
    /// was made (it has Add or Update) or is made from data by a static method of its own. Results, options and states are records or
    /// structs; enums, attributes, exceptions, delegates, interfaces, and what stands in the root of the project (the seeded generator, the
    /// stable hash, the shared results) are not statistics.
    /// </summary>
    internal static bool IsStatistic(Type type)
    {
        const string root = "Plumbline.Statistics.";
        if (!type.IsClass || type.IsNested || type.Namespace is null || !type.Namespace.StartsWith(root, StringComparison.Ordinal))
            return false;
        if (typeof(Attribute).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type)
            || IsRecord(type)) return false;
        bool isStatic = type.IsAbstract && type.IsSealed;
        return isStatic || type.GetMethods().Any(m => m.Name is "Add" or "Update" || (m.IsStatic && m.ReturnType == type));
    }

    /// <summary>JensenShannonEffect has the page jensen-shannon-effect.md; several letters in a row stay together.</summary>
    internal static string PageOf(Type type)
    {
        string name = type.Name.Split('`')[0];
        return Regex.Replace(name, "(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-").ToLowerInvariant() + ".md";
    }

    static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null
        || type.GetProperty("EqualityContract", BindingFlags.Instance | BindingFlags.NonPublic) is not null;

    static HashSet<Type> Covered<T>(Func<T, Type> statistic)
        where T : Attribute => [.. typeof(StatisticChecks).Assembly.GetTypes()
            .Where(t => !t.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(t => t.GetCustomAttributes<T>().Concat(t.GetMethods().SelectMany(m => m.GetCustomAttributes<T>())))
            .Select(statistic)];
}
