namespace Plumbline.Load.Sending;

/// <summary>What is sent for how long.</summary>
public sealed record LoadOptions
{
    public required Uri Address { get; init; }

    public required string Key { get; init; }

    public required string Model { get; init; }

    public int Connections { get; init; } = 16;

    /// <summary>Lines of a request.</summary>
    public int Lines { get; init; } = 500;

    public int Features { get; init; } = 20;

    /// <summary>The longest it takes; 0: until the limit.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>Seconds before counting begins.</summary>
    public int WarmUp { get; init; } = 5;

    /// <summary>Lines of all connections together, each sending as many; 0: as many as there is time for.</summary>
    public long Limit { get; init; }

    /// <summary>Lines a second of all connections together; 0: as many as are acknowledged.</summary>
    public int Rate { get; init; }

    /// <summary>Event times run from so long ago to the present while the limit is sent; zero: the present.</summary>
    public TimeSpan Span { get; init; }

    /// <summary>Process whose memory is watched; 0: none.</summary>
    public int Pid { get; init; }

    /// <summary>Start of every id; runs with the same prefix send the same ids.</summary>
    public required string Prefix { get; init; }

    /// <summary>Truths of the ids that a run of events with the same prefix, connections, lines and limit has sent.</summary>
    public bool AreTruths { get; init; }

    public string Path => $"/api/v1/models/{Model}/{(AreTruths ? "truths" : "events")}";

    /// <summary>Requests of one connection.</summary>
    public long RequestsEach => Limit == 0 ? long.MaxValue : (Limit + ((long)Connections * Lines) - 1) / ((long)Connections * Lines);

    public static LoadOptions Of(Arguments arguments)
    {
        var options = new LoadOptions
        {
            Address = new Uri(arguments.Text("url", "http://127.0.0.1:8000")),
            Key = arguments.Text("key"),
            Model = arguments.Text("model", "load"),
            Connections = arguments.Number("connections", 16),
            Lines = arguments.Number("lines", 500),
            Features = arguments.Number("features", 20),
            Seconds = arguments.Number("seconds", 60),
            WarmUp = arguments.Number("warm-up", 5),
            Limit = arguments.Number("limit", 0),
            Rate = arguments.Number("rate", 0),
            Pid = arguments.Number("pid", 0),
            Prefix = arguments.Text("prefix", Guid.NewGuid().ToString("N")[..6]),
            AreTruths = arguments.Text("kind", "events") switch
            {
                "events" => false,
                "truths" => true,
                var other => throw new ArgumentException($"--kind: '{other}' is not known; there are events and truths."),
            },
        };
        arguments.ThrowIfAnyLeft();
        if (options.AreTruths && options.Limit == 0)
            throw new ArgumentException(
                "--limit is missing: truths need the number of events that were sent with the prefix, or ids repeat.");
        if (options.Limit == 0 && options.Seconds == 0) throw new ArgumentException("--seconds 0 needs a --limit, or it would never end.");
        return options;
    }
}
