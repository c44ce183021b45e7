using Plumbline.Datasets.Types;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;

namespace Plumbline.Datasets.Columns;

/// <summary>Times in UTC. Times without an offset are of the given zone.</summary>
sealed class TimeBuilder(ColumnPlan plan, MissingTokens missing, TimeZoneInfo zone) : ColumnBuilder(plan, missing)
{
    readonly Segments<long> _values = new(plan.ExpectedRows);
    readonly ZoneClock _clock = new(zone);

    internal override int Count => _values.Count;

    /// <summary>Takes times as numbers or, in the place of <paramref name="texts"/>, as texts.</summary>
    internal override void Append(scoped in DuckDbVector values, scoped in DuckDbVector texts, Range rows)
    {
        (int at, int left) = rows.GetOffsetAndLength(Math.Max(values.Length, texts.Length));
        for (; left > 0; at++, left--)
        {
            if (texts.Length > 0) Take(texts, at);
            else if (values.IsValid(at)) _values.Add(_clock.ToUtc(values.Values<long>()[at]));
            else AppendMissing(1);
        }
    }

    internal override void AppendText(ReadOnlySpan<byte> text) => _values.Add(Read(text));

    internal override void AppendMissing(int count)
    {
        CountEmpty(count);
        for (int i = 0; i < count; i++) _values.Add(TimestampSlice.MissingTime);
    }

    internal override StoredColumn Build() => new TimeColumn(_values, Oddities());

    void Take(scoped in DuckDbVector texts, int at)
    {
        if (texts.IsValid(at)) AppendText(texts.Text(at));
        else AppendMissing(1);
    }

    long Read(ReadOnlySpan<byte> text)
    {
        if (TimestampText.TryParse(text, Plan.DateOrder, out long time, out bool hasOffset)) return hasOffset ? time : _clock.ToUtc(time);
        if (Plan.AcceptsEpochs && NumberText.TryParse(text, out double number) && EpochNumber.TryRead(number, out time)) return time;
        CountOdd(text, _values.Count);
        return TimestampSlice.MissingTime;
    }
}
