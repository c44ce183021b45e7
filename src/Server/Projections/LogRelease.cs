using Plumbline.Engine.Storage;

namespace Plumbline.Server.Projections;

/// <summary>Lets the log drop what every projection has.</summary>
sealed class LogRelease(IEventLog log, IEventStore events, IProfileStore profiles)
{
    public void Update() => log.Release(Math.Min(events.AppliedSeq, profiles.AppliedSeq));
}
