namespace Plumbline.Testing;

/// <summary>This test compares a statistic with values of another implementation, checked in with the script that made them.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ReferenceValuesAttribute(Type statistic) : Attribute
{
    public Type Statistic { get; } = statistic;
}
