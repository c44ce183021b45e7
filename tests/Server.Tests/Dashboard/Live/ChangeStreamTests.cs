using Plumbline.Server.Dashboard;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Tests.Dashboard.Live;

public class ChangeStreamTests
{
    readonly ChangeStream _stream = new();

    [Fact]
    public void A_listener_is_told_what_changed_since_its_page_was_made()
    {
        _stream.Tell([Change.Fleet, Change.OfModel(1)]);
        var made = _stream.State;
        _stream.Tell([Change.OfModel(2)]);

        using var listener = _stream.Listen(made);
        _stream.Tell([Change.Alerts]);

        Assert.Equal(["model-2", "alerts"], Heard(listener!));
    }

    [Fact]
    public void What_changed_often_is_told_once()
    {
        var made = _stream.State;
        for (int i = 0; i < 3 * DashboardLimits.ChangesWaiting; i++) _stream.Tell([Change.OfModel(i % 5)]);

        using var listener = _stream.Listen(made);

        Assert.Equal(["model-0", "model-1", "model-2", "model-3", "model-4"], Heard(listener!).Order());
    }

    [Fact]
    public void When_more_has_changed_than_is_kept_or_the_server_has_started_anew_everything_may_have_changed()
    {
        var made = _stream.State;
        _stream.Tell([.. Enumerable.Range(0, DashboardLimits.ChangesWaiting + 1).Select(Change.OfModel)]);

        using var late = _stream.Listen(made);
        using var old = _stream.Listen(new ChangeStream().State);
        using var unreadable = _stream.Listen(StreamState.Read("what is this?"));

        Assert.Equal(["*"], Heard(late!));
        Assert.Equal(["*"], Heard(old!));
        Assert.Equal(["*"], Heard(unreadable!));
    }

    [Fact]
    public void Whoever_says_what_they_heard_last_is_told_the_rest()
    {
        using var first = _stream.Listen(null);
        _stream.Tell([Change.Fleet]);
        Assert.True(first!.Changes.TryRead(out var heard));
        _stream.Tell([Change.Alerts]);

        using var again = _stream.Listen(StreamState.Read(first.StateOf(heard).ToString()));

        Assert.Equal(["alerts"], Heard(again!));
    }

    [Fact]
    public void Nobody_is_told_what_they_know()
    {
        _stream.Tell([Change.Fleet]);

        using var listener = _stream.Listen(_stream.State);
        using var silent = _stream.Listen(StreamState.Read(null));

        Assert.Empty(Heard(listener!));
        Assert.Empty(Heard(silent!));
    }

    static List<string> Heard(ChangeStream.Listener listener)
    {
        var heard = new List<string>();
        while (listener.Changes.TryRead(out var told)) heard.Add(told.Change.Part);
        return heard;
    }
}
