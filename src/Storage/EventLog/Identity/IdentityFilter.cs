namespace Plumbline.Storage.Logs;

/// <summary>A blocked Bloom filter: four bits of one 64-bit word per identity, about ten bits each. Says no for 98 in 100 that are not
/// there.</summary>
sealed class IdentityFilter(ulong[] words)
{
    const int BitsPerEntry = 10;

    public ReadOnlySpan<ulong> Words => words;

    public static IdentityFilter For(long entries) => new(new ulong[Math.Max(1, checked((int)(((entries * BitsPerEntry) + 63) / 64)))]);

    public void Add(in IdentityEntry entry) => words[WordOf(entry)] |= BitsOf(entry);

    public bool MayHold(in IdentityEntry entry)
    {
        ulong bits = BitsOf(entry);
        return (words[WordOf(entry)] & bits) == bits;
    }

    long WordOf(in IdentityEntry entry) => (long)Math.BigMul(entry.Mixed * 0x9E3779B97F4A7C15, (ulong)words.Length, out _);

    static ulong BitsOf(in IdentityEntry entry)
    {
        ulong bits = entry.High ^ entry.Mixed;
        return 1ul << (int)(bits & 63) | 1ul << (int)(bits >> 6 & 63) | 1ul << (int)(bits >> 12 & 63) | 1ul << (int)(bits >> 18 & 63);
    }
}
