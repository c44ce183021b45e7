using Microsoft.Extensions.Logging;
using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>Joins truths to their events within 15 s of their arrival; the windows of those events are judged again.</summary>
sealed class TruthsProjection(IEventStore events, SealedDays sealedDays, EventsGate gate, Restatements restatements, TimeProvider clock,
    ILogger<TruthsProjection> logger) : Projection(clock, logger)
{
    // With at most 10 s until the rows are in the store.
    static readonly TimeSpan s_every = TimeSpan.FromSeconds(4);

    long _joinedSeq = -1, _joinedDone = -1;

    public override string Name => "truths";

    public override long? Position => Interlocked.Read(ref _joinedSeq);

    /// <summary>Cells whose truths have changed since the start.</summary>
    public long ChangedCells { get; private set; }

    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        // The store keeps what it handed out until the windows have been judged: a stop in between loses nothing.
        long seq = events.AppliedSeq, done = restatements.DoneRound;
        if ((seq, done) == (_joinedSeq, _joinedDone)) return;
        var round = events.JoinTruths(done, cancellationToken);
        // Of a sealed day some rows are gone, with their truths: what was judged from all of them stands.
        restatements.Add(round with { Changed = [.. round.Changed.Where(c => !sealedDays.Contains(c.Model, c.Start))] });
        ChangedCells += round.Changed.Count;
        _joinedDone = done;
        Interlocked.Exchange(ref _joinedSeq, seq);
    }

    protected override async Task StepAsync(CancellationToken cancellationToken)
    {
        await JoinAsync(cancellationToken);
        await Task.Delay(s_every, Clock, cancellationToken);
    }
}
