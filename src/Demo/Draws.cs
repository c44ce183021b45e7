namespace Plumbline.Demo;

/// <summary>The random numbers of one event: the same for the same seed, model and event number, on every build and machine.</summary>
/// <remarks>Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014), SplitMix64.</remarks>
struct Draws
{
    const ulong Step = 0x9E3779B97F4A7C15;

    ulong _state;

    public Draws(ulong seed, string model, int day, int index)
    {
        _state = seed;
        foreach (char c in model) _state = Mix(_state ^ c);
        _state = Mix(Mix(_state ^ (uint)day) ^ (uint)index);
    }

    /// <summary>In [0, 1).</summary>
    public double Uniform() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Uniform() < probability;

    /// <summary>Box and Muller, the cosine half.</summary>
    public double Normal(double mean = 0, double deviation = 1) =>
        mean + (deviation * Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform()));

    public double Exponential(double mean) => -mean * Math.Log(1 - Uniform());

    public double LogNormal(double median, double deviation) => median * Math.Exp(Normal(0, deviation));

    /// <summary>Knuth's product of uniforms; for means below 30.</summary>
    public int Poisson(double mean)
    {
        double limit = Math.Exp(-mean), product = Uniform();
        int count = 0;
        for (; product > limit; product *= Uniform()) count++;
        return count;
    }

    /// <summary>One of the values, each with its weight.</summary>
    public string Choose(ReadOnlySpan<(string Value, double Weight)> choices)
    {
        double total = 0;
        foreach (var (_, weight) in choices) total += weight;
        double at = Uniform() * total;
        foreach (var (value, weight) in choices)
            if ((at -= weight) < 0) return value;
        return choices[^1].Value;
    }

    ulong Next()
    {
        _state += Step;
        return Mix(_state);
    }

    static ulong Mix(ulong z)
    {
        z += Step;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
