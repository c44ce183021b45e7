namespace Plumbline.Load;

/// <summary>What is sent for how long.</summary>
sealed record LoadOptions
{
    public required Uri Address { get; init; }

    public required string Key { get; init; }

    public required string Model { get; init; }

    public int Connections { get; init; } = 16;

    /// <summary>Lines of a request.</summary>
    public int Lines { get; init; } = 500;

    public int Features { get; init; } = 20;

    public int Seconds { get; init; } = 60;

    /// <summary>Seconds before counting begins.</summary>
    public int WarmUp { get; init; } = 5;

    /// <summary>Process whose memory is watched; 0: none.</summary>
    public int Pid { get; init; }

    /// <summary>Start of every id; runs with the same prefix send the same ids.</summary>
    public required string Prefix { get; init; }

    /// <summary>Truths of the ids that a run of events with the same prefix and connections has sent.</summary>
    public bool AreTruths { get; init; }

    public string Path => $"/api/v1/models/{Model}/{(AreTruths ? "truths" : "events")}";

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
        return options;
    }
}
