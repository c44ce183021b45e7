using Microsoft.Extensions.DependencyInjection;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Ingest.Files;

/// <summary>What files of rows need, and how the document of the API speaks of them.</summary>
static class FileParts
{
    internal const string OfEvents =
        "A file is CSV, TSV (both plain or gzip) or Parquet; its columns are told by their names, or by `id`, `time`, `version`, "
        + "`environment`, `prediction`, `score` (COLUMN or CLASS=COLUMN), `latency`, `weight`, `error`, `segment`, `tag` and `ignore` in "
        + "the address; all others are features. `timezone` is that of times without an offset; `backfill=true` makes the events history "
        + "that pages nobody. With `Accept: application/x-ndjson` the answer says once a second how far it is, and its last line is the "
        + "answer.";

    internal const string OfTruths =
        "A file is CSV, TSV (both plain or gzip) or Parquet with the columns `id`, `truth` and `time`, or those that the address "
        + "names so; `ignore=*` passes over all others.";

    internal static IServiceCollection AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<UploadFolder>().AddSingleton<ILifecyclePart>(s => s.GetRequiredService<UploadFolder>());
        return services.AddSingleton<Backfills>().AddSingleton<RowFiles>().AddSingleton<FileIngest>();
    }
}
