namespace Plumbline.Testing;

/// <summary>This test holds a statistic to its word on empty, single, constant, NaN, infinite, huge and tied input.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class EdgeTableAttribute(Type statistic) : Attribute
{
    public Type Statistic { get; } = statistic;
}
