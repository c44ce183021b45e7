using System.Text.RegularExpressions;

namespace Plumbline.Repository.Tests;

/// <summary>What never belongs in the repository.</summary>
public sealed partial class CleanlinessTests
{
    [Fact]
    public void Source_holds_no_TODO_no_region_and_no_swallowed_error()
    {
        var found = from file in Sources.All
                    where Path.GetFileName(file) != nameof(CleanlinessTests) + ".cs"
                    let text = File.ReadAllText(file)
                    from Match match in Unwanted().Matches(text)
                    select $"{Sources.Relative(file)}: {match.Value.Trim()}";

        Assert.Empty(found);
    }

    [Fact]
    public void Lock_files_hold_no_download_addresses()
    {
        string text = File.ReadAllText(Checkout.Path("package-lock.json"));

        Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_analyzer_that_is_silenced_in_code_is_silenced_with_a_justification()
    {
        var found = from file in Sources.All
                    where Path.GetFileName(file) != nameof(CleanlinessTests) + ".cs"
                    from line in File.ReadLines(file)
                    where line.Contains("[SuppressMessage(", StringComparison.Ordinal)
                        || line.TrimStart().StartsWith("#pragma warning disable", StringComparison.Ordinal)
                    where !line.Contains("Justification", StringComparison.Ordinal) && !line.Contains("//", StringComparison.Ordinal)
                    select $"{Sources.Relative(file)}: {line.Trim()}";

        Assert.Empty(found);
    }

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException|^\s*#region|catch\s*(\([^)]*\))?\s*\{\s*\}",
        RegexOptions.Multiline)]
    private static partial Regex Unwanted();
}
