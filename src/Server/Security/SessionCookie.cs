using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Security;

/// <summary>The session of a browser: the number of a key and an end, sealed. It ends when the key is withdrawn.</summary>
public sealed class SessionCookie(IDataProtectionProvider protection, KeyRing keys, ServerOptions options, TimeProvider time)
{
    const string Purpose = "plumbline.session.1";

    readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    /// <summary>Cookies do not tell ports apart, so the name does: two servers on one machine do not log each other out.</summary>
    public static string NameOf(HttpContext context) => "plumbline_session_"
        + context.Connection.LocalPort.ToString(CultureInfo.InvariantCulture);

    public DateTimeOffset Start(HttpContext context, ApiKey key)
    {
        DateTimeOffset end = time.GetUtcNow() + options.SessionLength;
        string sealed_ = _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{key.Number} {end.ToUnixTimeSeconds()}"));
        context.Response.Cookies.Append(NameOf(context), sealed_, Attributes(context, end));
        return end;
    }

    public void End(HttpContext context) => context.Response.Cookies.Delete(NameOf(context), Attributes(context, null));

    /// <summary>The key of the request's session; null without one.</summary>
    public ApiKey? Find(HttpContext context)
    {
        if (!context.Request.Cookies.TryGetValue(NameOf(context), out string? value)) return null;
        string[] parts;
        try
        {
            parts = _protector.Unprotect(value).Split(' ');
        }
        catch (CryptographicException)
        {
            return null;
        }
        long end = long.Parse(parts[1], CultureInfo.InvariantCulture);
        return end > time.GetUtcNow().ToUnixTimeSeconds() ? keys.Find(long.Parse(parts[0], CultureInfo.InvariantCulture)) : null;
    }

    static CookieOptions Attributes(HttpContext context, DateTimeOffset? end) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        Expires = end,
        IsEssential = true,
    };
}
