using Plumbline.Engine.Messages;
using Plumbline.Server.Hosting;
using Plumbline.Server.Limits;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Tests.Dashboard;

public sealed class LimitWordsTests
{
    [Fact]
    public void The_settings_page_says_every_limit_in_both_languages_and_in_English_as_the_API_does()
    {
        var catalog = MessageCatalog.Load(typeof(SettingsView).Assembly, MessageCatalog.Engine);
        var limits = LimitEndpoints.TableOf(new ServerOptions(), new LimitCounts(), new Dictionary<string, double>()).Limits;

        var said = limits.SelectMany(l => new[] { ($"limit.{l.Name}", l.Unit), ($"limit.{l.Name}.beyond", l.Beyond) }).ToArray();

        Assert.Equal(said.Select(s => s.Item1).Order(StringComparer.Ordinal),
            catalog.Keys(Language.English).Where(k => k.StartsWith("limit.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(said, s => Assert.Equal(s.Item2, catalog.Format(Message.Of(s.Item1), Language.English)));
        Assert.All(said, s => Assert.NotEqual(s.Item2, catalog.Format(Message.Of(s.Item1), Language.Chinese)));
    }
}
