namespace Plumbline.Protocol;

/// <summary>Answer of <c>GET /api/v1/limits</c>.</summary>
public sealed record LimitTable(IReadOnlyList<LimitRow> Limits);

/// <summary>One limit: what happens beyond it is part of the contract.</summary>
/// <param name="Name">Stable name, snake_case.</param>
/// <param name="Value">The largest value allowed, in <paramref name="Unit"/>.</param>
/// <param name="Unit">Such as <c>bytes</c>, <c>models</c>, <c>seconds</c>.</param>
/// <param name="Beyond">What the server answers beyond it.</param>
public sealed record LimitRow(string Name, double Value, string Unit, string Beyond);
