using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Reports;

/// <summary>Two sets that cannot be compared at all: nothing can be said, and why.</summary>
public sealed class ReportException(Message problem, Exception? innerException = null)
    : Exception((problem ?? throw new ArgumentNullException(nameof(problem))).ToString(), innerException)
{
    /// <summary>What is wrong and what to do, for the user.</summary>
    public Message Problem { get; } = problem;
}
