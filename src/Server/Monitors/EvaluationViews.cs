using System.Globalization;
using Plumbline.Engine.Alerts;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Monitors;

/// <summary>Evaluations and alerts as the HTTP contract shows them.</summary>
static class EvaluationViews
{
    public static EvaluationView Of(Evaluation evaluation, string model, string monitor, Language language) => new()
    {
        Number = evaluation.Number == 0 ? null : evaluation.Number,
        Model = model,
        Monitor = monitor,
        MonitorRevision = evaluation.MonitorRevision,
        From = evaluation.Window.Start,
        To = evaluation.Window.End,
        Status = Words.Of(evaluation.Status),
        Rows = evaluation.Rows,
        Baseline = evaluation.BaselineName.Length == 0 ? null : evaluation.BaselineName,
        BaselineFingerprint = Hexadecimal(evaluation.BaselineFingerprint),
        Level = evaluation.Level,
        ProfileFingerprint = Hexadecimal(evaluation.ProfileFingerprint),
        Reasons = Texts(evaluation.Reasons, language),
        Parts = [.. evaluation.Parts.Select(p => Of(p, language))],
        At = evaluation.At,
        Seq = evaluation.Seq,
        IsProvisional = evaluation.IsProvisional,
        IsHistorical = evaluation.IsHistorical,
    };

    public static AlertView Of(Alert alert, string model, Language language) => new()
    {
        Number = alert.Number,
        Model = model,
        Monitor = alert.MonitorName,
        Subject = alert.Subject,
        Measure = alert.Measure,
        State = Words.Of(alert.State),
        Severity = Words.Of(alert.Severity),
        Since = alert.Since,
        FiredAt = alert.FiredAt,
        ResolvedAt = alert.ResolvedAt,
        Resolution = alert.Resolution is { } why ? Text(why, language) : null,
        From = alert.Window.Start,
        To = alert.Window.End,
        Observed = Of(alert.Observed, language),
        Beside = alert.Beside,
        AcknowledgedBy = alert.AcknowledgedBy,
        AcknowledgedAt = alert.AcknowledgedAt,
    };

    /// <summary>A number JSON can hold; null for one it cannot.</summary>
    public static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    static PartView Of(EvaluationPart part, Language language)
    {
        string[] reasons = Texts(part.Reasons, language);
        return new PartView
        {
            Subject = part.Subject,
            Measure = part.Measure,
            Status = Words.Of(part.Status),
            Value = Finite(part.Value),
            Reason = double.IsFinite(part.Value) ? null : reasons.FirstOrDefault() ?? Text(Message.Of("monitor.undefined"), language),
            Low = Finite(part.Low),
            High = Finite(part.High),
            N = part.N,
            Expected = Finite(part.Expected),
            ExpectedLow = Finite(part.ExpectedLow),
            ExpectedHigh = Finite(part.ExpectedHigh),
            ExpectedN = part.ExpectedN,
            Threshold = Finite(part.Threshold),
            PValue = Finite(part.PValue),
            QValue = Finite(part.QValue),
            Reasons = reasons,
        };
    }

    static string? Hexadecimal(ulong fingerprint) => fingerprint == 0 ? null : fingerprint.ToString("x16", CultureInfo.InvariantCulture);

    static string Text(Message message, Language language) => MessageCatalog.Engine.Format(message, language);

    static string[] Texts(IEnumerable<Message> messages, Language language) => [.. messages.Select(m => Text(m, language))];
}
