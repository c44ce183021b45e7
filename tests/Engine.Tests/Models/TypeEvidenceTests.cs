using Plumbline.Engine.Models;

namespace Plumbline.Engine.Tests.Models;

public sealed class TypeEvidenceTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(9, true)]
    [InlineData(10, false)]
    [InlineData(10_000, false)]
    public void One_value_of_another_type_is_enough_among_the_first_ten_only(int fitting, bool isEnough) =>
        Assert.Equal(isEnough, new TypeEvidence(fitting).Contradict(0));

    [Fact]
    public void A_tenth_is_enough_however_they_are_mixed()
    {
        var evidence = new TypeEvidence();
        evidence.Fit(10_000);
        int needed = 0;

        do
        {
            needed++;
            evidence.Fit(1);
        }
        while (!evidence.Contradict(0));

        Assert.InRange(needed, 500, 1_300);
    }

    [Fact]
    public void Values_that_were_not_noted_yet_count_as_well()
    {
        Assert.False(new TypeEvidence().Contradict(unnoted: 10));
        Assert.True(new TypeEvidence().Contradict(unnoted: 9));
    }

    [Fact]
    public void Old_mistakes_are_forgotten()
    {
        var evidence = new TypeEvidence();
        evidence.Fit(10_000);
        for (int i = 0; i < 400; i++) Assert.False(evidence.Contradict(0));
        for (int i = 0; i < 100; i++) evidence.Fit(1_000);

        for (int i = 0; i < 400; i++) Assert.False(evidence.Contradict(0));
    }

    [Fact]
    public void After_widening_everything_fits()
    {
        var evidence = new TypeEvidence(5);
        evidence.Contradict(0);
        evidence.Contradict(0);

        evidence.Widened();
        evidence.Fit(5);

        Assert.False(evidence.Contradict(0));
    }
}
