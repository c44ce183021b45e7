using System.Globalization;
using Microsoft.AspNetCore.Http;
using Plumbline.Protocol;

namespace Plumbline.Server.Hosting.Problems;

/// <summary>A problem of each status as the document shows it.</summary>
static class ProblemExamples
{
    static readonly TimeSpan s_wait = TimeSpan.FromSeconds(1);

    static readonly Dictionary<string, Problem> s_byStatus = All().ToDictionary(p => p.Status.ToString(CultureInfo.InvariantCulture));

    public static Problem? Find(string status) => s_byStatus.GetValueOrDefault(status);

    static IEnumerable<Problem> All() =>
    [
        ProblemException.InvalidQuery("limit", "5000", "1 to 1000", "A limit of 5000 is outside 1 to 1000.").Problem,
        ProblemKinds.Of(StatusCodes.Status401Unauthorized, "This needs a key: send it as 'Authorization: Bearer plk_...'.", "key_needed"),
        ProblemKinds.Of(StatusCodes.Status403Forbidden, "The key 'churn sender' may not do this; it takes a key of scope read or admin.",
            "scope"),
        ProblemException.UnknownModel("churn").Problem,
        ProblemException.Conflict("revision", "2",
            "The columns have changed: revision 3 is the newest. Look at it, then confirm that one.").Problem,
        ProblemKinds.Of(StatusCodes.Status413PayloadTooLarge, "The body is larger than the 4194304 bytes this request may have.",
            "body_too_large"),
        ProblemKinds.Of(StatusCodes.Status415UnsupportedMediaType,
            "The request says no Content-Type. With curl, use --json, or add -H 'Content-Type: application/json'.", "media_type"),
        ProblemException.Invalid("threshold", "1.5", "0 to 1", "The threshold 1.5 is outside 0 to 1.").Problem,
        ProblemException.TooMany("Too much is waiting to be written; try again.", s_wait, "busy").Problem,
        ProblemException.Unavailable("The disk is full: nothing of this request was accepted.", s_wait, "disk_full").Problem,
    ];
}
