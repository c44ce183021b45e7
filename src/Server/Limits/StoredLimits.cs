using Plumbline.Engine.Profiles;
using Plumbline.Server.Exposition;
using Plumbline.Server.Hosting;
using Plumbline.Server.Keys;
using Plumbline.Server.Models;
using Plumbline.Server.Monitors;
using Plumbline.Server.Reads;
using Plumbline.Server.Security;
using Plumbline.Storage.Catalogs;
using Plumbline.Storage.Ingest;
using Plumbline.Storage.Logs;

namespace Plumbline.Server.Limits;

/// <summary>The limits of what is kept and of what is asked, beside <see cref="IngestLimits"/>. Each number stands where it is
/// used.</summary>
static class StoredLimits
{
    const string Refused = "The request is rejected with 422.";

    public static IReadOnlyList<Limit> All(ServerOptions options) =>
        [.. OfRequests(options), .. OfTheCatalog(), .. OfProfiles(), .. OfTheInbox(), .. OfReadings()];

    static IEnumerable<Limit> OfRequests(ServerOptions options) =>
    [
        new(LimitName.RequestBytes, options.MostBodyBytes, "bytes of a body as sent",
            "The request is rejected with 413.") { Default = IngestLimits.BodyBytes },
        new("document_bytes", RequestBody.MostBytes, "bytes of a model, key or monitor", "The request is rejected with 413."),
        new("connections", options.MostConnections, "connections",
            "A further connection is closed.") { Default = new ServerOptions().MostConnections },
        new("header_bytes", KestrelLimits.HeaderBytes, "bytes", "The request is rejected with 431."),
        new("failed_logins", FailedLogins.Most, "wrong keys or logins a minute and address",
            "Further ones are rejected with 429 and Retry-After; right keys still pass."),
        new(LimitName.WaitingBytes, new EventLogOptions().WaitingBytes, "bytes that wait to be written to the log",
            "The request is rejected with 429 and Retry-After."),
    ];

    static IEnumerable<Limit> OfTheCatalog()
    {
        var limits = new CatalogLimits();
        return
        [
            new("keys", KeyEndpoints.MostKeys, "keys", "A further key is rejected with 422."),
            new("model_tags", RegistrationProblems.MostTags, "tags of a model", Refused),
            new("monitors", limits.MonitorsPerModel, "monitors of a model", Refused),
            new("annotations", limits.AnnotationsPerModel, "annotations of a model", Refused),
            new("annotation_length", limits.AnnotationLength, "characters of an annotation", Refused),
            new("baselines", limits.BaselinesPerModel, "baselines of a model", Refused),
            new("replaced_baselines", limits.ReplacedBaselinesPerModel, "replaced baselines of a model that no evaluation used",
                "The oldest goes."),
            new("earlier_evaluations", limits.EarlierEvaluations, "earlier evaluations of a monitor and window", "The oldest goes."),
            new("idempotency_answers", limits.AnswersPerKey, "answers remembered of one key", "The first to expire is forgotten."),
            new("text_length", limits.TextLength, "characters of one definition, setting or answer", Refused),
        ];
    }

    static IEnumerable<Limit> OfProfiles() =>
    [
        new("profiled_segment_values", ProfileLimits.SegmentValues,
            "values of a segment with a profile of their own in a quarter of an hour",
            "Those seen first have one; rows of further values count for the whole only."),
        new("profiled_categories", ProfileLimits.Categories, "categories of a column counted by name",
            "Rarer ones are counted together, exactly."),
        new("known_rare_categories", ProfileLimits.RareCategories, "rarer categories told from new ones",
            "Beyond it a rare category and a new one are one."),
        new("unseen_categories", ProfileLimits.UnseenCategories, "new categories of a column by name in a cell",
            "Further ones are counted together."),
    ];

    static IEnumerable<Limit> OfTheInbox()
    {
        var limits = new InboxLimits();
        return
        [
            new(LimitName.RejectedRows, limits.RowsPerModel, "rejected rows kept of a model", "The oldest are forgotten and counted."),
            new("rejected_bytes", limits.BytesPerModel, "bytes of a model's rejected rows", "The oldest are forgotten and counted."),
            new("rejected_bytes_in_all", limits.BytesInAll, "bytes of all models' rejected rows", "The oldest are forgotten and counted."),
        ];
    }

    static IEnumerable<Limit> OfReadings() =>
    [
        new("series_points", Steps.Most, "points of a series", "The step is made longer, and the answer says so."),
        new("reading_days", (long)ReadQuery.Longest.TotalDays, "days of one reading",
            "The request is rejected with 400; ask for parts of it."),
        new("events_of_a_page", EventEndpoints.MostOfAPage, "events of a page", "The request is rejected with 400; ask for the next page."),
        new("event_conditions", EventParameters.MostConditions, "conditions of one reading of events", "The request is rejected with 400."),
        new("exports", ExportTurns.AtOnce, "exports at once", "A further one is rejected with 429 and Retry-After."),
        new("metric_samples", MetricsEndpoint.MostSamples, "samples of /metrics", "Whole families are left out and counted."),
        new("preview_windows", MonitorPreviews.MostWindows, "windows of a preview of a monitor", "Older windows are not looked at."),
    ];
}
