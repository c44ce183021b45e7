namespace Plumbline.Server.Projections;

/// <summary>What a rebuild did.</summary>
/// <param name="Cells">Cells counted anew.</param>
/// <param name="Changed">Those that are not what they were before; 0 on a healthy store.</param>
/// <param name="Sealed">Cells whose rows are gone; they stay.</param>
/// <param name="AppliedSeq">Everything up to here is in.</param>
sealed record RebuildResult(int Cells, int Changed, int Sealed, long AppliedSeq)
{
    public RebuildResult Plus(RebuildResult more) =>
        new(Cells + more.Cells, Changed + more.Changed, Sealed + more.Sealed, AppliedSeq);
}
