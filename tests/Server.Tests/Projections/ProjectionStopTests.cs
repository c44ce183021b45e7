using Microsoft.Extensions.Logging.Abstractions;
using Plumbline.Server.Projections;

namespace Plumbline.Server.Tests.Projections;

public sealed class ProjectionStopTests
{
    [Fact]
    public async Task A_projection_stopped_before_its_loop_began_finishes_what_was_accepted()
    {
        using var projection = new Counted();
        // What a busy pool does when a start is followed by a stop at once.
        await projection.StartAsync(new CancellationToken(canceled: true));

        await projection.DrainAsync(CancellationToken.None);

        Assert.Equal((0, 1), (projection.Steps, projection.Finishes));
    }

    [Fact]
    public async Task A_projection_out_of_time_says_so_and_ends_in_order()
    {
        using var projection = new Counted();
        await projection.StartAsync(CancellationToken.None);

        await projection.DrainAsync(new CancellationToken(canceled: true));

        Assert.Equal((0, 0L), (projection.Finishes, projection.Failures));
    }

    sealed class Counted() : Projection(TimeProvider.System, NullLogger.Instance)
    {
        public int Steps { get; private set; }

        public int Finishes { get; private set; }

        public override string Name => "counted";

        protected override Task StepAsync(CancellationToken cancellationToken)
        {
            Steps++;
            return Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override Task FinishAsync(CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Finishes++;
            return Task.CompletedTask;
        }
    }
}
