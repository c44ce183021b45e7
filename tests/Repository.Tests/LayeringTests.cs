using System.Xml.Linq;

namespace Plumbline.Repository.Tests;

/// <summary>The arrows between projects. Anything that is not listed is forbidden.</summary>
public sealed class LayeringTests
{
    static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Statistics"] = [],
        ["Engine"] = ["Statistics"],
        ["DuckDb"] = [],
        ["Datasets"] = ["DuckDb", "Engine"],
        ["Views"] = ["Engine", "Statistics"],
        ["Storage"] = ["DuckDb", "Datasets", "Engine"],
        ["Protocol"] = [],
        ["Client"] = ["Protocol"],
        ["Demo"] = ["Client"],
        ["Server"] = ["Engine", "Statistics", "Storage", "Datasets", "Views", "Protocol"],
        ["Cli"] = ["Statistics", "Engine", "DuckDb", "Datasets", "Views", "Storage", "Server", "Protocol", "Client", "Demo"],
    };

    static readonly Dictionary<string, string[]> s_allowedPackages = new()
    {
        ["Statistics"] = ["MathNet.Numerics"],
        ["Engine"] = [],
        ["DuckDb"] = [],
        ["Datasets"] = [],
        ["Views"] = [],
        ["Storage"] = ["Microsoft.Data.Sqlite"],
        ["Protocol"] = [],
        ["Client"] = [],
        ["Demo"] = [],
        ["Server"] = ["Microsoft.AspNetCore.OpenApi"],
        ["Cli"] = ["System.CommandLine", "YamlDotNet"],
    };

    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Checkout.Path("src")).Select(d => Path.GetFileName(d)!)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_projects_below_it(string project)
    {
        var references = Items(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')));

        Assert.Contains(project, s_allowed.Keys);
        Assert.Empty(references.Except(s_allowed[project]));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_only_the_packages_an_ADR_names_for_it(string project)
    {
        var packages = Items(project, "PackageReference");

        Assert.Empty(packages.Except(s_allowedPackages[project]));
    }

    [Theory]
    [InlineData("Statistics")]
    [InlineData("Engine")]
    public void The_engine_is_pure_it_has_no_files_no_clock_no_network_and_no_logger(string project)
    {
        string[] banned = ["System.Net", "System.Data", "Microsoft.Extensions.Logging", "Microsoft.AspNetCore", "File.", "Directory.",
            "Console.",
            "Environment.GetEnvironmentVariable", "TimeProvider", "Stopwatch", "Task.Run", "Thread.Sleep"];

        var found = from file in Sources.Of(project)
                    from line in File.ReadLines(file)
                    let code = line.Split("//")[0]
                    from word in banned
                    where HasWord(code, word)
                    select $"{Path.GetFileName(file)}: {word} in '{line.Trim()}'";

        Assert.Empty(found);
    }

    [Fact]
    public void Every_package_in_use_is_named_in_the_ADR_on_dependencies()
    {
        string adr = File.ReadAllText(Checkout.Path("docs", "adr", "0003-dependencies.md"));
        var used = XDocument.Load(Checkout.Path("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(p => (string)p.Attribute("Include")!);

        Assert.All(used, name => Assert.Contains(name, adr, StringComparison.Ordinal));
    }

    static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Load(Checkout.Path("src", project, project + ".csproj")).Descendants(kind).Select(e => (string)e.Attribute("Include")!);

    static bool HasWord(string code, string word)
    {
        int at = code.IndexOf(word, StringComparison.Ordinal);
        return at >= 0 && (at == 0 || !(char.IsLetterOrDigit(code[at - 1]) || code[at - 1] == '_'));
    }
}
