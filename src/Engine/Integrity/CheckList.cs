using Plumbline.Engine.Messages;
using Plumbline.Engine.Reports;

namespace Plumbline.Engine.Integrity;

/// <summary>Gathers the checks of one column or of the data set.</summary>
sealed class CheckList(string? column)
{
    public const string Reference = "reference";
    public const string Current = "current";

    readonly List<IntegrityCheck> _checks = [];

    public IReadOnlyList<IntegrityCheck> Checks => _checks;

    public void Add(string check, string set, Finding finding, params ReadOnlySpan<(string Name, string Value)> arguments) =>
        Add(check, column, set, finding, arguments);

    public void Add(string check, string? ofColumn, string set, Finding finding,
        params ReadOnlySpan<(string Name, string Value)> arguments) =>
        _checks.Add(new IntegrityCheck
        {
            Check = check,
            Column = ofColumn,
            Set = set,
            Passed = finding.Passed,
            Severity = finding.Severity,
            Observed = finding.Observed,
            Expected = finding.Expected,
            Message = Message.Of("integrity." + finding.Key, [("column", ofColumn ?? ""), ("set", set), .. arguments]),
        });
}

/// <summary>What a check found.</summary>
/// <param name="Key">The message, without <c>integrity.</c>.</param>
/// <param name="Passed">True when there is nothing to say but the fact.</param>
/// <param name="Observed">The number compared.</param>
/// <param name="Expected">What would pass.</param>
/// <param name="Severity">How bad, when it failed.</param>
readonly record struct Finding(string Key, bool Passed, double Observed, Message Expected, Severity Severity = Severity.Warning);
