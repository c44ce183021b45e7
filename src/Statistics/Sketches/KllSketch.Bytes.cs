namespace Plumbline.Statistics.Sketches;

public sealed partial class KllSketch
{
    const byte Kind = (byte)'K';
    const byte Version = 1;

    /// <summary>The sketch in bytes, the same on every machine.</summary>
    public byte[] ToBytes()
    {
        SketchWriter writer = new(Kind, Version);
        writer.Count(K);
        writer.Bits(_seed);
        writer.Count((long)_compactions);
        writer.Count(Count);
        if (Count == 0) return writer.ToArray();

        writer.Number(Min);
        writer.Number(Max);
        writer.Count(_levels.Count);
        for (int level = 0; level < _levels.Count; level++)
        {
            writer.Count(_lengths[level]);
            writer.Numbers(_levels[level].AsSpan(0, _lengths[level]));
        }

        return writer.ToArray();
    }

    /// <summary>Takes up a sketch again.</summary>
    /// <exception cref="FormatException">The bytes are not such a sketch, or damaged.</exception>
    public static KllSketch FromBytes(ReadOnlySpan<byte> bytes)
    {
        SketchReader reader = new(bytes, Kind, Version, "KLL sketch");
        long k = reader.Count(ushort.MaxValue);
        if (k < SmallestLevel) throw new FormatException($"A KLL sketch says k = {k}; at least {SmallestLevel} is possible.");
        KllSketch sketch = new((int)k, reader.Bits()) { _compactions = (ulong)reader.Count() };
        sketch.Count = reader.Count();
        if (sketch.Count > 0) sketch.ReadLevels(ref reader);
        reader.End();
        return sketch;
    }

    void ReadLevels(ref SketchReader reader)
    {
        Min = reader.Number();
        Max = reader.Number();
        int levels = (int)reader.Count(62);
        while (_levels.Count < levels) AddLevel();
        double weight = 0;
        for (int level = 0; level < levels; level++)
        {
            int length = (int)reader.Count(int.MaxValue);
            weight += length * Math.ScaleB(1, level);
            reader.RequireNumbers(length);
            double[] values = new double[length];
            reader.Numbers(values);
            Adopt(values, level);
        }

        if (weight != Count) throw new FormatException($"A KLL sketch of {Count} values holds the weight of {weight}.");
    }
}
