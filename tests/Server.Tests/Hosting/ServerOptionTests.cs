using System.Text.RegularExpressions;
using Plumbline.Server.Hosting;

namespace Plumbline.Server.Tests.Hosting;

public sealed class ServerOptionTests
{
    [Fact]
    public void Every_default_is_what_the_table_says()
    {
        var given = ServerOptionTable.All.Where(o => o.Default.Length > 0).Select(o => new OptionValues(o.Name, [o.Default], o.Name));

        (ServerOptions options, var problems) = ServerOptionTable.Settle(given);

        Assert.Empty(problems);
        var standard = new ServerOptions();
        Assert.Equal(standard.Urls, options.Urls);
        Assert.Equal(standard, options with { Urls = standard.Urls, Hosts = standard.Hosts });
    }

    [Theory]
    [InlineData("http://127.0.0.1:8000", true)]
    [InlineData("http://[::1]:8000", true)]
    [InlineData("http://localhost:8000", true)]
    [InlineData("http://0.0.0.0:8000", false)]
    [InlineData("http://*:8000", false)]
    [InlineData("http://[::]:8000", false)]
    [InlineData("http://10.0.0.7:80", false)]
    public void An_address_that_is_not_loopback_needs_keys(string url, bool isLoopback)
    {
        (ServerOptions options, var problems) = ServerOptionTable.Settle([new OptionValues("urls", [url], "--urls")]);

        Assert.Empty(problems);
        Assert.Equal(!isLoopback, options.NeedsKeys);
    }

    [Theory]
    [InlineData("urls", "https://127.0.0.1:1", "https is not spoken here")]
    [InlineData("urls", "ftp://127.0.0.1:1", "it must be http://ADDRESS:PORT")]
    [InlineData("urls", "http://127.0.0.1:1/path", "it must be http://ADDRESS:PORT")]
    [InlineData("urls", "http://user:pw@127.0.0.1:1", "it must be http://ADDRESS:PORT")]
    [InlineData("urls", "http://example.org:1", "'example.org' is a name")]
    [InlineData("urls", "8000", "it must be http://ADDRESS:PORT")]
    [InlineData("hosts", "https://example.org", "host names without scheme or port")]
    [InlineData("max-body-mb", "0", "from 1 to 4096")]
    [InlineData("max-body-mb", "1.5", "a whole number of MiB")]
    [InlineData("require-key", "maybe", "yes, no")]
    [InlineData("data", " ", "is empty")]
    public void A_value_that_is_not_allowed_says_what_is(string option, string value, string words)
    {
        (_, var problems) = ServerOptionTable.Settle([new OptionValues(option, [value], "--" + option)]);

        Assert.Contains(words, Assert.Single(problems), StringComparison.Ordinal);
        Assert.StartsWith("--" + option, problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void The_notice_must_fit_into_the_time_for_draining()
    {
        (_, var problems) = ServerOptionTable.Settle([new OptionValues("drain-time", ["5"], "a"),
            new OptionValues("drain-notice", ["5"], "b")]);

        Assert.Equal("drain-notice (5 s) must be shorter than drain-time (5 s).", Assert.Single(problems));
    }

    [Fact]
    public void Names_are_one_spelling_in_three_places() =>
        Assert.All(ServerOptionTable.All, o =>
        {
            Assert.Matches("^[a-z]+(-[a-z]+)*$", o.Name);
            Assert.Equal("PLUMBLINE_" + Regex.Replace(o.Name, "-", "_").ToUpperInvariant(), o.Variable);
        });
}
