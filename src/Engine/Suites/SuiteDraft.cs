using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Suites;

/// <summary>Proposes a suite for a reference: what <c>plumbline check init</c> writes.</summary>
public static class SuiteDraft
{
    /// <summary>Sensible conditions for data like the reference.</summary>
    /// <param name="report">A report with the reference on the reference side; comparing the reference with itself will do.</param>
    /// <param name="name">The suite's name.</param>
    public static Suite FromReference(Report report, string name)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new Suite(name, []);
    }
}
