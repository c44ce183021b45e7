using Plumbline.Engine.Messages;

namespace Plumbline.Views;

/// <summary>How a report came to be; printed in its head and foot.</summary>
/// <param name="Command">The command line that made it.</param>
/// <param name="WrittenAt">When, with the offset to show.</param>
/// <param name="Version">Plumbline's version.</param>
/// <param name="Elapsed">From start to the page being written.</param>
/// <param name="Language">The language shown first; the page holds both.</param>
public sealed record ReportProvenance(string Command, DateTimeOffset WrittenAt, string Version, TimeSpan Elapsed, Language Language);
