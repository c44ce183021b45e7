using Plumbline.Engine.Storage;
using Plumbline.Statistics;

namespace Plumbline.Engine.Tests.Storage;

public sealed class SealedDaysTests
{
    static readonly DateTimeOffset s_monday = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_day_is_sealed_from_its_first_to_its_last_moment_and_for_its_model_alone()
    {
        var days = new SealedDays();
        days.Add(1, [s_monday.AddHours(7)]);

        Assert.True(days.Contains(1, s_monday));
        Assert.True(days.Contains(1, s_monday.AddDays(1).AddTicks(-1)));
        Assert.False(days.Contains(1, s_monday.AddTicks(-1)));
        Assert.False(days.Contains(1, s_monday.AddDays(1)));
        Assert.False(days.Contains(2, s_monday));
        Assert.True(days.Contains(1, s_monday.ToOffset(TimeSpan.FromHours(5))));
    }

    [Fact]
    public void Any_days_added_in_any_order_are_exactly_those_that_are_found()
    {
        var random = new SeededRandom(5);
        var days = new SealedDays();
        var added = new HashSet<int>();
        for (int i = 0; i < 60; i++)
        {
            int[] some = [.. Enumerable.Range(0, 3).Select(_ => (int)(random.NextDouble() * 150))];
            added.UnionWith(some);
            days.Add(1, some.Select(d => s_monday.AddDays(d)));

            Assert.Equal(added.Order(), Enumerable.Range(-2, 155).Where(d => days.Contains(1, s_monday.AddDays(d).AddHours(3))));
        }
    }

    [Fact]
    public void What_was_handed_out_does_not_change_and_a_forgotten_model_has_none()
    {
        var days = new SealedDays();
        var before = days.Of(1);
        days.Add(1, [s_monday]);
        var between = days.Of(1);
        days.Remove(1);

        Assert.True(before.IsEmpty);
        Assert.True(between.Contains(s_monday));
        Assert.True(days.Of(1).IsEmpty);
    }
}
