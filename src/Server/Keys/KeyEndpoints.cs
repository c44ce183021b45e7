using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Models;
using Plumbline.Server.Security;

namespace Plumbline.Server.Keys;

/// <summary>Keys: make, list, withdraw. Only admins of every model.</summary>
public sealed class KeyEndpoints(KeyRing keys, ICatalog catalog, ILogger<KeyEndpoints> log)
{
    public const int MostKeys = 1_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(RoutePatterns.Keys, (KeyEndpoints keys) => keys.List())
            .Needs(Permission.Administer).WithName("ListKeys").WithTags("keys")
            .WithSummary("Lists keys, without the keys themselves.")
            .Produces<KeyList>().ProducesProblems(401, 403);
        app.MapPost(RoutePatterns.Keys, (HttpContext context, KeyEndpoints keys, CancellationToken cancellationToken) =>
            keys.MakeAsync(context, cancellationToken))
            .Needs(Permission.Administer).Accepts<KeyRequest>("application/json").WithName("MakeKey").WithTags("keys")
            .WithSummary("Makes a key and shows it, this once.")
            .WithDescription(
                "Scope `ingest` sends and reads nothing, `read` reads, `admin` does everything. A key of one model opens that model only.")
            .Produces<NewKey>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403, 404, 413, 415, 422);
        app.MapGet(RoutePatterns.Key, (long number, KeyEndpoints keys) => keys.Show(number))
            .Needs(Permission.Administer).WithName("GetKey").WithTags("keys")
            .WithSummary("Shows what a key is for, without the key itself.")
            .Produces<KeyView>().ProducesProblems(401, 403, 404);
        app.MapDelete(RoutePatterns.Key, (long number, HttpContext context, KeyEndpoints keys) => keys.Withdraw(number, context))
            .Needs(Permission.Administer).WithName("WithdrawKey").WithTags("keys")
            .WithSummary("Withdraws a key at once, with the sessions begun with it.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblems(401, 403, 404, 409);
    }

    IResult List() => Results.Json(new KeyList([.. keys.Keys.Select(View)]), ProtocolJson.Default.KeyList);

    IResult Show(long number) => Results.Json(View(Find(number)), ProtocolJson.Default.KeyView);

    async Task<IResult> MakeAsync(HttpContext context, CancellationToken cancellationToken)
    {
        KeyRequest request = await RequestBody.ReadAsync(context.Request, ProtocolJson.Default.KeyRequest, cancellationToken);
        return Results.Json(Make(request, Access.Of(context)), ProtocolJson.Default.NewKey, statusCode: StatusCodes.Status201Created);
    }

    /// <summary>Makes a key; the answer is the only one that holds the secret.</summary>
    public NewKey Make(KeyRequest request, Access by)
    {
        if (!ModelNames.IsText(request.Name) || request.Name.Length > 100)
            throw ProblemException.Invalid("name", request.Name, "1 to 100 characters",
                "A key needs a name of 1 to 100 characters that says what it is for.");
        KeyScope scope = Words.Parse<KeyScope>(request.Scope)
            ?? throw ProblemException.Invalid("scope", request.Scope, Words.All<KeyScope>(),
                $"'{ProblemException.Shorten(request.Scope)}' is no scope; allowed: {Words.All<KeyScope>()}.");
        int? model = request.Model is { } name ? (catalog.FindModel(ModelNames.Model(name))
            ?? throw ProblemException.UnknownModel(name)).Number : null;
        if (keys.Keys.Count >= MostKeys)
            throw ProblemException.Limit("keys", keys.Keys.Count + 1, MostKeys,
                $"There are {MostKeys} keys, the most there may be; withdraw one that is no longer used.");
        (string secret, ApiKey key) = keys.Add(request.Name, scope, model);
        Security.Log.KeyMade(log, key.Number, key.Name, Words.Of(key.Scope), by.Name);
        return new NewKey(secret, View(key));
    }

    IResult Withdraw(long number, HttpContext context)
    {
        Withdraw(number, Access.Of(context));
        return Results.NoContent();
    }

    /// <summary>Withdraws a key at once, with the sessions begun with it.</summary>
    public void Withdraw(long number, Access by)
    {
        ApiKey key = Find(number);
        if (IsAdmin(key) && keys.Keys.Count(IsAdmin) == 1)
            throw ProblemException.Conflict("number", key.Name, $"'{key.Name}' is the last admin key; make another one first.");
        keys.Delete(number);
        Security.Log.KeyWithdrawn(log, number, by.Name);
    }

    ApiKey Find(long number) => keys.Find(number) ?? throw ProblemException.NotFound("number",
        number.ToString(System.Globalization.CultureInfo.InvariantCulture), $"There is no key {number}.");

    KeyView View(ApiKey key) => new(key.Number, key.Name, Words.Of(key.Scope), key.CreatedAt, key.Model is { } model
        ? catalog.FindModel(model)?.Name ?? "(deleted)" : null);

    static bool IsAdmin(ApiKey key) => key is { Scope: KeyScope.Admin, Model: null };
}
