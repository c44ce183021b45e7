namespace Plumbline.Statistics.Sketches;

public sealed partial class QuantileSketch
{
    const byte Kind = (byte)'Q';
    const byte Version = 1;

    /// <summary>The sketch in bytes, the same on every machine: 8 bytes per value kept, runs of equal values once.</summary>
    public byte[] ToBytes()
    {
        if (_source is not null) return _source.ToBytes();
        double[] values = Kept.Values;
        SketchWriter writer = new(Kind, Version);
        writer.Count(values.Length);
        for (int start = 0, end; start < values.Length; start = end)
        {
            end = start + 1;
            while (end < values.Length && SameBits(values[end], values[start])) end++;
            writer.Count(end - start);
            writer.Number(values[start]);
        }

        return writer.ToArray();
    }

    static bool SameBits(double a, double b) => BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    /// <summary>Takes up an exact or bounded sketch again.</summary>
    /// <exception cref="FormatException">The bytes are not such a sketch, or damaged.</exception>
    public static QuantileSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty && bytes[0] != Kind) return Over(KllSketch.FromBytes(bytes));
        SketchReader reader = new(bytes, Kind, Version, "quantile sketch");
        long count = reader.Count(int.MaxValue);
        // A damaged count asks for no memory: values are only as many as there are bytes for, unless they repeat.
        List<double> values = new((int)Math.Min(count, bytes.Length / sizeof(double)));
        while (values.Count < count)
        {
            long run = reader.Count(count - values.Count);
            double value = reader.Number();
            if (run == 0 || !double.IsFinite(value) || (values.Count > 0 && value < values[^1]))
                throw new FormatException("The values of a quantile sketch are not finite and ascending.");
            for (long i = 0; i < run; i++) values.Add(value);
        }

        reader.End();
        return values.Count == 0 ? Empty : new QuantileSketch([.. values]);
    }
}
