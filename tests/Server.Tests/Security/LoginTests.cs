using System.Net;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Security;
using Plumbline.Server.Tests.Hosting;
using Plumbline.Testing;

namespace Plumbline.Server.Tests.Security;

public sealed class LoginTests
{
    [Fact]
    public async Task The_first_start_makes_one_admin_key_and_later_ones_none()
    {
        var catalog = new InMemoryCatalog();
        await using (RunningServer first = await RunningServer.StartAsync(catalog: catalog)) Assert.NotNull(first.Server.FirstKey);

        await using RunningServer second = await RunningServer.StartAsync(catalog: catalog);
        await using RunningServer asked = await RunningServer.StartAsync(o => o with { NewAdminKey = true }, catalog: catalog);

        Assert.Null(second.Server.FirstKey);
        Assert.NotNull(asked.Server.FirstKey);
        Assert.Equal(2, catalog.Keys().Count);
    }

    [Fact]
    public async Task The_link_of_the_terminal_begins_a_session_once()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string link = "/login?code=" + server.Server.FirstKey!.LoginCode;

        Answer first = await server.GetAsync(link), second = await server.GetAsync(link);

        Assert.Equal((HttpStatusCode.SeeOther, "/"), (first.Status, first.Headers["Location"].Single()));
        string cookie = first.Headers["Set-Cookie"].Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/api/v1/keys", null, ("Cookie", cookie.Split(';')[0]))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, second.Status);
        Assert.Empty(second.Headers["Set-Cookie"]);
    }

    [Fact]
    public async Task A_link_of_yesterday_no_longer_works()
    {
        var time = new FakeTime();
        await using RunningServer server = await RunningServer.StartAsync(time: time);

        time.Advance(LoginCodes.Lifetime);

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.GetAsync("/login?code=" + server.Server.FirstKey!.LoginCode)).Status);
    }

    [Fact]
    public async Task A_session_ends_with_its_time_with_its_key_and_when_it_is_tampered_with()
    {
        var time = new FakeTime();
        await using RunningServer server = await RunningServer.StartAsync(o => o with { SessionLength = TimeSpan.FromHours(2) }, time);
        KeyRing keys = server.Server.Service<KeyRing>();
        (string secret, ApiKey key) = keys.Add("second", KeyScope.Admin, null);
        string cookie = await LoginAsync(server, secret), other = await LoginAsync(server, server.AdminKey);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, cookie[..^3] + "abc"));
        keys.Delete(key.Number);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, cookie));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, other));
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server, other));
    }

    [Fact]
    public async Task Failed_logins_are_limited_until_the_minute_is_over_and_codes_are_not_looked_at_meanwhile()
    {
        var time = new FakeTime();
        await using RunningServer server = await RunningServer.StartAsync(time: time);
        for (int i = 0; i < FailedLogins.Most; i++) await server.GetAsync("/login?code=" + i);

        Answer right = await server.GetAsync("/login?code=" + server.Server.FirstKey!.LoginCode);
        time.Advance(TimeSpan.FromMinutes(1));
        Answer later = await server.GetAsync("/login?code=" + server.Server.FirstKey!.LoginCode);

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.SeeOther), (right.Status, later.Status));
    }

    [Fact]
    public async Task Seals_of_sessions_are_kept_in_the_data_folder_for_its_owner_only()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await LoginAsync(server, server.AdminKey);
        string seals = Path.Combine(server.DataFolder, "keys");

        Assert.NotEmpty(Directory.GetFiles(seals, "key-*.xml"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(seals));
    }

    static async Task<HttpStatusCode> StatusAsync(RunningServer server, string cookie) =>
        (await server.GetAsync("/api/v1/keys", null, ("Cookie", cookie))).Status;

    static async Task<string> LoginAsync(RunningServer server, string key)
    {
        Answer login = await server.SendAsync(HttpMethod.Post, "/api/v1/login", null, key);
        Assert.Equal("admin", login.Read<LoginAnswer>().Scope);
        return login.Headers["Set-Cookie"].Single().Split(';')[0];
    }
}
