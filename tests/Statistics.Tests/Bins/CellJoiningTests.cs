using Plumbline.Statistics.Bins;
using Plumbline.Testing;

namespace Plumbline.Statistics.Tests.Bins;

public sealed class CellJoiningTests
{
    // By hand: shares of 100 rows times min(100, 50) are 2, 3, 5 | 10 | 15 | 0, 15 and nothing is left over.
    [Fact]
    [ReferenceValues(typeof(CellJoining))]
    public void Neighbours_join_from_the_left_until_ten_rows_are_expected()
    {
        int[] groups = CellJoining.JoinNeighbours([4, 6, 10, 20, 30, 0, 30], 100, 50);

        Assert.Equal([0, 0, 0, 1, 2, 3, 3], groups);
    }

    [Fact]
    public void What_is_left_over_at_the_right_joins_the_last_group()
    {
        Assert.Equal([0, 1, 1], CellJoining.JoinNeighbours([50, 45, 5], 100, 100));
        Assert.Equal([0, 0, 0], CellJoining.JoinNeighbours([1, 1, 1], 3, 1000));
    }

    [Fact]
    public void The_current_counts_play_no_part()
    {
        Assert.Equal(CellJoining.JoinNeighbours([100, 100, 5, 95], 300, 70), CellJoining.JoinNeighbours([100, 100, 5, 95], 300, 70));
        Assert.Equal([0, 1, 2, 2], CellJoining.JoinNeighbours([100, 100, 5, 95], 300, 70));
    }

    [Fact]
    public void Categories_with_fewer_than_ten_rows_together_become_one()
    {
        int[] groups = CellJoining.JoinRareCategories([5, 4, 100, 0, 9], [5, 5, 3, 2, 0]);

        Assert.Equal([0, 1, 2, 1, 1], groups);
    }

    [Fact]
    public void Apply_adds_the_counts_of_a_group()
    {
        Assert.Equal([9, 20], CellJoining.Apply([4, 5, 20], [0, 0, 1]));
        Assert.Throws<ArgumentException>(() => CellJoining.Apply([1, 2], [0]));
    }

    [Fact]
    [EdgeTable(typeof(CellJoining))]
    public void Joining_keeps_its_word_at_the_edges()
    {
        Assert.Empty(CellJoining.JoinNeighbours([], 0, 0));
        Assert.Equal([0, 0], CellJoining.JoinNeighbours([0, 0], 0, 50));
        Assert.Equal([0, 0], CellJoining.JoinNeighbours([3, 4], 7, 0));
        Assert.Equal([0], CellJoining.JoinNeighbours([1], 1, 1));
        Assert.Equal([0, 1], CellJoining.JoinNeighbours([long.MaxValue / 2, long.MaxValue / 2], long.MaxValue, long.MaxValue));
        Assert.Equal([0, 1], CellJoining.JoinRareCategories([long.MaxValue, 1], [long.MaxValue, 1]));
        Assert.Empty(CellJoining.JoinRareCategories([], []));
        Assert.Empty(CellJoining.Apply([], []));
        Assert.Throws<ArgumentException>(() => CellJoining.JoinRareCategories([1], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CellJoining.JoinNeighbours([1], -1, 1));
    }
}
