using System.Collections.Immutable;

namespace Plumbline.Cli.Settings;

/// <summary>The values given for one flag or key.</summary>
/// <param name="Values">As text, in the order given; a switch that is on has the one value <c>yes</c>.</param>
/// <param name="Origin">Where they were given, for messages: <c>--threshold</c>, or <c>monitor.yaml, line 4: threshold</c>.</param>
sealed record SettingValues(ImmutableArray<string> Values, string Origin);
