using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Plumbline.Datasets;
using Plumbline.Engine.Models;
using Plumbline.Server.Baselines;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Ingest.Files;
using Plumbline.Server.Models;
using Plumbline.Server.Security;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Connect;

/// <summary>Takes the file of a baseline out of a form as it comes: it is never held in memory. The fields stand before it.</summary>
static class ConnectBaseline
{
    const int MostFields = 8, LongestField = 4_096;

    const string Unfit =
        "The form is older than this start of the server, or was not sent by one of its pages. Load the page again, then repeat.";

    public static async Task<IResult> ReceiveAsync(HttpContext context, IAntiforgery forgery, ModelRegister models, BaselineFiles files,
        ServerOptions options,
        CancellationToken cancellationToken)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.MostUploadBytes;
        if (BoundaryOf(context.Request) is not { } boundary) throw ProblemException.Of(StatusCodes.Status400BadRequest, "form", Unfit);
        var reader = new MultipartReader(boundary, context.Request.Body);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var about)) continue;
            if (about.IsFileDisposition())
                return await MakeAsync(context, section, about.FileName.ToString().Trim('"'), fields, forgery, models, files,
                    cancellationToken);
            if (fields.Count == MostFields) break;
            fields[about.Name.ToString().Trim('"')] = await TextAsync(section.Body, cancellationToken);
        }
        throw ProblemException.Of(StatusCodes.Status400BadRequest, "form", "The form has no file: choose one, then send it.");
    }

    static async Task<IResult> MakeAsync(HttpContext context, MultipartSection section, string file, Dictionary<string, string> fields,
        IAntiforgery forgery,
        ModelRegister models, BaselineFiles files, CancellationToken cancellationToken)
    {
        // As a header the token is read without reading the form.
        context.Request.Headers["Form-Token"] = fields.GetValueOrDefault("form_token", "");
        if (!await forgery.IsRequestValidAsync(context)) throw ProblemException.Of(StatusCodes.Status400BadRequest, "form", Unfit);
        ModelDefinition model = models.Find(fields.GetValueOrDefault("model", ""));
        Access.Of(context).Demand(model.Number);
        string name = ModelNames.IsModel(fields.GetValueOrDefault("baseline", "default")) ? fields.GetValueOrDefault("baseline", "default")
            : throw ProblemException.Invalid("baseline", fields["baseline"],
                "1 to 100 letters (a to z, A to Z), digits, dots, dashes and underscores",
                $"'{ProblemException.Shorten(fields["baseline"])}' cannot be the name of a baseline.");
        context.Request.Body = section.Body;
        context.Request.ContentType = TypeOf(file);
        await files.MakeAsync(model, name, context.Request, new DatasetOptions(), new BaselineNote(), cancellationToken);
        return FrameEndpoints.Back($"{ConnectView.AddressOf(model.Name, ConnectVia.Print)}&made={Uri.EscapeDataString(name)}");
    }

    static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= 200 } boundary ? boundary.ToString() : null;

    // The content decides how the rows are read; of the name only the packing is believed.
    static string TypeOf(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".gz" => "application/gzip",
        ".parquet" => FileFormats.Parquet,
        ".tsv" => FileFormats.Tsv,
        ".json" or ".jsonl" or ".ndjson" => "application/x-ndjson",
        _ => FileFormats.Csv,
    };

    static async Task<string> TextAsync(Stream body, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[LongestField];
        int read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }
}
