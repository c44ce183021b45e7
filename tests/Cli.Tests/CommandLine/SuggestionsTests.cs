using Plumbline.Cli.CommandLine;

namespace Plumbline.Cli.Tests.CommandLine;

public class SuggestionsTests
{
    [Theory]
    [InlineData("--segmnet", "--segment")]
    [InlineData("reference_rows", "reference-rows")]
    [InlineData("time", "timestamp")]
    [InlineData("xyzzy", null)]
    public void Nearest_finds_typing_mistakes_and_beginnings(string word, string? expected)
    {
        string[] candidates = ["--segment", "reference-rows", "timestamp", "target"];

        string? nearest = Suggestions.Nearest(word, candidates);

        Assert.Equal(expected, nearest);
    }
}
