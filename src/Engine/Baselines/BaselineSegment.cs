using Plumbline.Engine.Profiles;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Baselines;

/// <summary>What a baseline knows of the rows of one value of a segment.</summary>
/// <param name="Segment">Live name of the segment column.</param>
/// <param name="Value">Its value.</param>
/// <param name="Profile">Counts and moments of the value's rows on the baseline's bin set, without sketches, as the cells of segment values
/// are; own variation where the rows are enough.</param>
/// <param name="Quality">Measures of the value's rows, without curves; null without labels.</param>
public sealed record BaselineSegment(string Segment, string Value, DatasetProfile Profile, QualityReport? Quality)
{
    public KeyValuePair<string, string> Key => new(Segment, Value);

    /// <summary>The value's rows as what a window of the same value is compared with.</summary>
    /// <param name="whole">The baseline it is a part of.</param>
    public Baseline AsBaseline(Baseline whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        ulong fingerprint = BaselineFingerprint.Of(Profile, Quality, []);
        return whole with { Profile = Profile, Quality = Quality, Segments = [], Fingerprint = fingerprint };
    }
}
