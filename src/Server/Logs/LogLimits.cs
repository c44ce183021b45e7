using Plumbline.Server.Limits;
using Plumbline.Storage.LogLines;

namespace Plumbline.Server.Logs;

/// <summary>The limits of lines; those of a body are as for events.</summary>
static class LogLimits
{
    public const int LineBytes = 1 << 20;
    public const int FieldsBytes = 16 << 10;
    public const int NumbersOfALine = 1_000;
    public const int Requests = 64;
    public const int BatchesWaiting = 128;
    public const int Tails = 50;
    public const int LinesWaiting = 1_000;
    public const int LinesOfAPage = 1_000;

    public const string RequestsName = "log_requests";
    public const string TailsName = "log_tails";
    public const string FieldsName = "log_fields_bytes";

    const string RejectsRow = "The line is rejected with field and reason; its neighbours are accepted.";

    public static IReadOnlyList<Limit> All { get; } =
    [
        new("log_line_bytes", LineBytes, "bytes of a line",
            "Of a line of text the beginning is kept, and the line says so; a line within JSON is rejected."),
        new(FieldsName, FieldsBytes, "bytes of a line's further fields", RejectsRow),
        new("log_numbers", NumbersOfALine, "numbers of a line that become metrics", "Further ones stay in the line, which says so."),
        new("log_searched_characters", LineLimits.SearchedCharacters, "characters of a line", "Words behind them are kept, but not found."),
        new("log_search_words", LineLimits.WordsOfASearch, "words of a search", "Further ones are passed over."),
        new("log_bytes", new LineLimits().BytesPerModel, "bytes of a model's lines", "The oldest are dropped and counted."),
        new("log_bytes_in_all", new LineLimits().BytesInAll, "bytes of all models' lines",
            "The oldest of the model with most are dropped and counted."),
        new(RequestsName, Requests, "requests that send lines", "A further one is rejected with 429 and Retry-After."),
        new("log_batches_waiting", BatchesWaiting, "batches of lines that wait to be written",
            "The request waits for room; its sender is not read meanwhile."),
        new(TailsName, Tails, "readers that follow lines as they come", "A further one is rejected with 429 and Retry-After."),
        new("log_tail_lines", LinesWaiting, "lines that wait for one such reader",
            "The reader is told that it was too slow, and is let go."),
        new("log_lines_of_a_page", LinesOfAPage, "lines of a page", "The request is rejected with 400; ask for the next page."),
    ];
}
