using Plumbline.Engine.Messages;

namespace Plumbline.Engine.Profiles;

/// <summary>A profile that cannot be read or merged, and why.</summary>
public sealed class ProfileException(Message problem, Exception? innerException = null)
    : Exception((problem ?? throw new ArgumentNullException(nameof(problem))).ToString(), innerException)
{
    /// <summary>What is wrong and what to do, for the user.</summary>
    public Message Problem { get; } = problem;
}
