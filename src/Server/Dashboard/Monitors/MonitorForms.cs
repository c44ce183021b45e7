using System.Globalization;
using Microsoft.Extensions.Primitives;
using Plumbline.Engine.Models;
using Plumbline.Engine.Monitors;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Monitors;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Monitors;

/// <summary>Monitors between what is typed and what is kept.</summary>
static class MonitorForms
{
    const int Longest = 4_000;

    static readonly int[] s_days = [30, 90];

    /// <summary>What was typed; null where no field of a monitor is given.</summary>
    public static MonitorForm? Read(Func<string, StringValues> field)
    {
        if (field("name").Count == 0) return null;
        string Text(string name, string otherwise = "") => field(name) is [{ } text] ? Cut(text.Trim()) : otherwise;
        var form = new MonitorForm
        {
            Model = Text("model"),
            Monitor = Text("monitor") is { Length: > 0 } monitor ? monitor : null,
            Revision = Number(Text("revision")),
            Name = Text("name"),
            Kind = Text("kind", "drift"),
            Measure = Text("measure"),
            Columns = Text("columns").ReplaceLineEndings("\n"),
            Segment = Text("segment"),
            Version = Text("version"),
            Environment = Text("environment"),
            Baseline = Text("baseline", "default"),
            Window = Text("window", "1d"),
            Offset = Text("offset"),
            Low = Text("low"),
            High = Text("high"),
            Relation = Text("relation", "absolute"),
            Severity = Text("severity", "warning"),
            State = Text("state", "active"),
            Days = s_days.Contains(Number(Text("days")) ?? 0) ? Number(Text("days"))!.Value : MonitorForm.UsualDays,
            IsTried = Text("tried") == "yes",
        };
        return Text("was", form.Kind) == form.Kind ? form : OfAnotherKind(form, Text("was"));
    }

    /// <summary>The document that the fields write, and what cannot be written.</summary>
    public static (MonitorDocument Document, IReadOnlyList<MonitorProblem> Problems) DocumentOf(MonitorForm form)
    {
        var wrong = new List<MonitorProblem>();
        double? low = Bound(form.Low, "threshold.low", wrong), high = Bound(form.High, "threshold.high", wrong);
        string[] columns = form.Columns.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        bool hasThreshold = form.Low.Length + form.High.Length > 0;
        return (new MonitorDocument
        {
            Model = form.Model,
            Name = form.Name,
            Kind = form.Kind,
            Measure = Given(form.Measure),
            Columns = columns.Length > 0 ? columns : null,
            Segment = Given(form.Segment),
            Version = Given(form.Version),
            Environment = Given(form.Environment),
            Baseline = Given(form.Baseline),
            Window = form.Window,
            Offset = Given(form.Offset),
            Threshold = hasThreshold ? new ThresholdDocument(low, high, form.Relation) : null,
            Severity = form.Severity,
            State = form.State,
        }, wrong);
    }

    /// <summary>The monitor that the fields describe, and everything that is wrong with them.</summary>
    public static (MonitorDefinition? Monitor, IReadOnlyList<MonitorProblem> Problems) Check(ModelDefinition? model, MonitorForm form,
        IReadOnlyList<MonitorDefinition> existing)
    {
        var (document, unreadable) = DocumentOf(form);
        var wrong = unreadable.ToList();
        var monitor = MonitorDocuments.Read(model, document, wrong);
        // What cannot be read leaves no bound, which is not worth a second complaint.
        if (unreadable.Count > 0) wrong.RemoveAll(p => p.Field == "threshold");
        if (form.Name != form.Monitor && existing.Any(m => m.Name == form.Name))
            wrong.Add(new MonitorProblem("name", MonitorProblems.Said("taken", ("name", form.Name))));
        return (wrong.Count == 0 ? monitor : null, wrong);
    }

    // Measures and bounds of one kind mean nothing to another; a name that was only the kind's follows it.
    static MonitorForm OfAnotherKind(MonitorForm form, string was)
    {
        if (Words.Parse<MonitorKind>(form.Kind) is not { } kind) return form;
        var usual = MonitorForm.New(form.Model, kind);
        return form with { Measure = usual.Measure, Low = "", High = "", Relation = usual.Relation, Baseline = usual.Baseline,
            Window = usual.Window, Offset = "", Name = form.Name == was ? usual.Name : form.Name };
    }

    static double? Bound(string text, string field, List<MonitorProblem> wrong)
    {
        if (text.Length == 0) return null;
        // A Chinese or European keyboard writes a decimal comma or a full-width digit; the former is read, the latter told.
        string plain = text.Count(c => c == ',') == 1 && !text.Contains('.', StringComparison.Ordinal) ? text.Replace(',', '.') : text;
        if (double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out double bound)
            && double.IsFinite(bound)) return bound;
        wrong.Add(new MonitorProblem(field, MonitorProblems.Said("number", ("value", text))));
        return null;
    }

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    static string? Given(string text) => text.Length > 0 ? text : null;

    static string Cut(string text) => text.Length > Longest ? text[..Longest] : text;
}
