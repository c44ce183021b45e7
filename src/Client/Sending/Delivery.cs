using System.Globalization;
using Plumbline.Protocol.Ingest;

namespace Plumbline.Client;

/// <summary>Delivers batches to one address: tries again while it makes sense, and books what became of every line.</summary>
sealed class Delivery(PlumblineClient client, string path, Ledger ledger, EventSenderOptions options)
{
    /// <summary>Completes when the batch is delivered or given up; throws nothing.</summary>
    /// <param name="abandon">Ends all trying.</param>
    public async Task DeliverAsync(Batch batch, CancellationToken abandon)
    {
        long started = options.Time.GetTimestamp();
        for (int failures = 0; ;)
        {
            try
            {
                Book(batch, await SendAsync(batch, abandon).ConfigureAwait(false));
                return;
            }
            catch (OperationCanceledException) when (abandon.IsCancellationRequested)
            {
                ledger.Lost(batch, LossReason.Disposed, "The sender was disposed before the server answered.");
                return;
            }
            catch (ClientException failure) when (!failure.IsTransient)
            {
                ledger.Lost(batch, LossReason.Refused, failure.Message);
                return;
            }
            catch (ClientException failure)
            {
                if (!await WaitAsync(batch, failure, ++failures, started, abandon).ConfigureAwait(false)) return;
            }
            catch (Exception fault)
            {
                // A fault of this library loses one batch, said out loud, and not every later one in silence.
                ledger.Lost(batch, LossReason.Undeliverable, fault.ToString());
                return;
            }
        }
    }

    async Task<IngestAnswer> SendAsync(Batch batch, CancellationToken abandon)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, abandon);
        try
        {
            return await client.SendLinesAsync(path, batch.Content, batch.IdempotencyKey, options.Compress, either.Token)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException late) when (!abandon.IsCancellationRequested)
        {
            string seconds = options.RequestTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            throw new ClientException($"No answer within {seconds} s.", null, late);
        }
    }

    // False when there is no point in waiting any longer.
    async Task<bool> WaitAsync(Batch batch, ClientException failure, int failures, long started, CancellationToken abandon)
    {
        TimeSpan wait = Backoff.After(failures, failure.RetryAfter, batch.IdempotencyKey[0] + (batch.IdempotencyKey[1] << 4), options);
        if (options.Time.GetElapsedTime(started) + wait > options.GiveUpAfter)
        {
            ledger.Lost(batch, LossReason.Undeliverable, failure.Message);
            return false;
        }
        try
        {
            await Task.Delay(wait, options.Time, abandon).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            ledger.Lost(batch, LossReason.Disposed, failure.Message);
            return false;
        }
        ledger.Retried();
        return true;
    }

    void Book(Batch batch, IngestAnswer answer)
    {
        string? first = answer.Rejected.IsDefaultOrEmpty ? null : $"First rejected: {answer.Rejected[0]}";
        ledger.Delivered(batch, answer.Accepted, answer.Duplicates, first);
    }
}
