using Plumbline.Protocol;

namespace Plumbline.Server.Hosting;

/// <summary>Something that must hold while the server says that it is ready. Asked at every <c>/readyz</c>.</summary>
public interface IReadinessCondition
{
    /// <summary>What stands in the way now; null when nothing does.</summary>
    Health? Hindrance { get; }
}
