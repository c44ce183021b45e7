using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;
using Plumbline.Views.Charts;
using Plumbline.Views.Words;

namespace Plumbline.Views.Tests;

public sealed class WordingTests
{
    [Fact]
    public void A_reason_by_itself_is_a_sentence_unless_it_begins_with_a_name()
    {
        var moved = Message.Of("drift.missing_moved", ("current", "14.1 %"), ("reference", "4.8 %"));
        var check = Message.Of("integrity.empty.no", ("column", "age"), ("present", "3"), ("rows", "3"));

        Assert.Contains(">Missing in 14.1 %", Say.Sentence(moved).Value, StringComparison.Ordinal);
        Assert.Contains(">age", Say.Sentence(check).Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(0.8024, 0.9178000000000001]", "(0.8024, 0.9178]")]
    [InlineData(">= -0.30000000000000004", ">= -0.3")]
    [InlineData("<= 1.25", "<= 1.25")]
    [InlineData("8.10000000", "8.10000000")]
    public void Ends_of_cells_are_shown_with_six_figures_and_categories_as_they_are(string label, string shown)
    {
        var moved = MovedCells.Of([new CellCount(label, 10, 90), new CellCount("rest", 90, 10)], 8);

        Assert.Equal(shown, moved[0].Label);
    }
}
