using Plumbline.Engine.Alerts;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Monitors;

/// <summary>Evaluations and alerts as the HTTP contract shows them.</summary>
static class EvaluationViews
{
    public static EvaluationView Of(Evaluation evaluation, string monitor) => new()
    {
        Number = evaluation.Number,
        Monitor = monitor,
        From = evaluation.Window.Start,
        To = evaluation.Window.End,
        Status = Words.Of(evaluation.Status),
        Rows = evaluation.Rows,
        Baseline = evaluation.BaselineName.Length == 0 ? null : evaluation.BaselineName,
        Reasons = Texts(evaluation.Reasons),
        Parts = [.. evaluation.Parts.Select(Of)],
        At = evaluation.At,
        Seq = evaluation.Seq,
        IsProvisional = evaluation.IsProvisional,
        IsHistorical = evaluation.IsHistorical,
    };

    public static AlertView Of(Alert alert, string model, string monitor) => new()
    {
        Number = alert.Number,
        Model = model,
        Monitor = monitor,
        Subject = alert.Subject,
        Measure = alert.Measure,
        State = Words.Of(alert.State),
        Severity = Words.Of(alert.Severity),
        Since = alert.Since,
        FiredAt = alert.FiredAt,
        ResolvedAt = alert.ResolvedAt,
        Observed = Of(alert.Observed),
        AcknowledgedBy = alert.AcknowledgedBy,
        AcknowledgedAt = alert.AcknowledgedAt,
    };

    /// <summary>A number JSON can hold; null for one it cannot.</summary>
    public static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;

    static PartView Of(EvaluationPart part) => new()
    {
        Subject = part.Subject,
        Measure = part.Measure,
        Status = Words.Of(part.Status),
        Value = Finite(part.Value),
        Low = Finite(part.Low),
        High = Finite(part.High),
        N = part.N,
        Expected = Finite(part.Expected),
        Threshold = Finite(part.Threshold),
        PValue = Finite(part.PValue),
        QValue = Finite(part.QValue),
        Reasons = Texts(part.Reasons),
    };

    static string[] Texts(IEnumerable<Message> messages) => [.. messages.Select(m => MessageCatalog.Engine.Format(m, Language.English))];
}
