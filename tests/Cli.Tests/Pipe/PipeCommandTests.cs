using Plumbline.Cli.Output;
using Plumbline.Protocol;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Pipe;

public sealed class PipeCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lines_go_through_as_they_are_and_to_the_log_of_the_model()
    {
        await using var server = await RealServer.StartAsync(_folder.Path, TimeProvider.System);
        await server.Client.RegisterModelAsync("churn", new ModelRegistration());

        Run run = Piped("loading 漂移\n\n{\"loss\": 0.5}\nERROR no answer", "--model", "churn", "--url", server.Address, "--stream", "stderr",
            "--source", "gpu-1", "--bare-metrics");
        using var http = new HttpClient { BaseAddress = new Uri(server.Address) };
        string kept = await http.GetStringAsync("/api/v1/models/churn/logs?text=漂移");
        string grave = await http.GetStringAsync("/api/v1/models/churn/logs?level=error");
        string became = await http.GetStringAsync("/api/v1/models/churn/logs?became=became");

        Assert.Equal((0, "loading 漂移\n\n{\"loss\": 0.5}\nERROR no answer\n", ""),
            (run.ExitCode, run.Out.ReplaceLineEndings("\n"), run.Error));
        Assert.Contains("\"stream\":\"stderr\"", kept, StringComparison.Ordinal);
        Assert.Contains("\"source\":\"gpu-1\"", kept, StringComparison.Ordinal);
        Assert.Contains("ERROR no answer", grave, StringComparison.Ordinal);
        Assert.Contains("\"names\":[\"loss\"]", became, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_for_a_model_that_is_not_there_go_through_and_their_loss_is_said()
    {
        await using var server = await RealServer.StartAsync(_folder.Path, TimeProvider.System);

        Run run = Piped("a\nb\n", "--model", "nobody", "--url", server.Address);

        Assert.Equal((1, "a\nb\n"), (run.ExitCode, run.Out.ReplaceLineEndings("\n")));
        Assert.Contains("There is no model 'nobody'", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 of 2 lines are not on the server", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_model_or_with_a_stream_there_is_not_everything_wrong_is_said()
    {
        Run run = Piped("a", "--stream", "stdin", "--url", "nowhere");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--model is missing", run.Error, StringComparison.Ordinal);
        Assert.Contains("stdin", run.Error, StringComparison.Ordinal);
    }

    static Run Piped(string input, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var lines = new StringReader(input);
        int code = Program.Run(["pipe", .. args], new Terminal { In = lines, Out = output, Error = error },
            TestContext.Current.CancellationToken);
        return new Run(code, output.ToString(), error.ToString());
    }
}
