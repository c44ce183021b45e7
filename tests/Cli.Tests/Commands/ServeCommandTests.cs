using System.Net;
using System.Net.Sockets;
using Plumbline.Cli.Output;
using Plumbline.Storage.Catalogs;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Commands;

public sealed class ServeCommandTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public void Everything_wrong_in_file_environment_and_flags_is_told_at_once_with_its_place()
    {
        string config = _folder.Write("p.yaml", "session-hours: 0\nmax-connections: many\n");

        Run run = Run(new() { ["PLUMBLINE_LOG_FORMAT"] = "xml" }, "--config", config, "--drain-time", "9999", "--urls", "https://x:1");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains("p.yaml, line 1: session-hours: '0' is not allowed; allowed: a whole number of hours from 1 to 8760.", run.Error,
            StringComparison.Ordinal);
        Assert.Contains("p.yaml, line 2: max-connections: 'many' is not allowed", run.Error, StringComparison.Ordinal);
        Assert.Contains("PLUMBLINE_LOG_FORMAT: 'xml' is not allowed; allowed: auto, text, json.", run.Error, StringComparison.Ordinal);
        Assert.Contains("--drain-time: '9999' is not allowed", run.Error, StringComparison.Ordinal);
        Assert.Contains("--urls: 'https://x:1': https is not spoken here", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_in_the_models_of_the_file_is_told_beside_the_options()
    {
        string config = _folder.Write("p.yaml", """
            session-hours: 0
            models:
              churn:
                tsk: binary
                threshold: high
                columns:
                  age: numeric
                  score: { type: numeric, rol: score }
            """);

        Run run = Run([], "--config", config);

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains("line 1: session-hours: '0' is not allowed", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 4: unknown key 'tsk'. Did you mean 'task'?", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 5: 'threshold' must be a number such as 0.05, found 'high'.", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 8: unknown key 'rol'. Did you mean 'role'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_model_of_the_file_that_cannot_be_registered_is_named_and_nothing_listens()
    {
        string config = _folder.Write("p.yaml", "models:\n  churn:\n    task: guess\n  price:\n    threshold: 2\n");

        Run run = Run([], "--config", config, "--data", Path.Combine(_folder.Path, "d"), "--urls", "http://127.0.0.1:0");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        Assert.Contains("p.yaml, line 3: models: churn: 'guess' is no task", run.Error, StringComparison.Ordinal);
        Assert.Contains("p.yaml, line 5: models: price: The threshold 2 is outside 0 to 1.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_key_is_refused_with_its_line_and_the_nearest_name()
    {
        string config = _folder.Write("p.yaml", "data: x\nsesion-hours: 3\n");

        Run run = Run([], "--config", config);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("line 2: unknown key 'sesion-hours'. Did you mean 'session-hours'?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_names_and_wrong_values_in_every_place_are_told_together()
    {
        string config = _folder.Write("p.yaml", "colour: blue\nsession-hours: soon\nurls: { a: b }\nmodels: [churn]\n");

        Run run = Run(new() { ["PLUMBLINE_LOG_LEVEL"] = "loud" }, "--config", config, "--prot", "1", "--drain-time", "0", "--data");

        Assert.Equal((2, ""), (run.ExitCode, run.Out));
        string[] expected =
        [
            "Unknown flag '--prot'.", "--data needs a value: --data DIR.", "line 1: unknown key 'colour'.",
            "line 2: session-hours: 'soon' is not allowed", "line 3: 'urls' must be a value or a list of values.",
            "line 4: 'key: value' lines are needed here", "PLUMBLINE_LOG_LEVEL: 'loud' is not allowed", "--drain-time: '0' is not allowed",
        ];
        Assert.All(expected, e => Assert.Contains(e, run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public void A_configuration_file_that_is_not_there_is_told_once_beside_the_flags()
    {
        Run run = Run([], "--config", "no-such.yaml", "--drain-time", "0");

        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Error.Split('\n'), l => l.Contains("no-such.yaml", StringComparison.Ordinal));
        Assert.Contains("--drain-time: '0' is not allowed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_wins_over_a_variable_and_a_variable_over_the_file()
    {
        string config = _folder.Write("p.yaml", "log-format: a\nlog-level: b\nsession-hours: c\n");

        Run run = Run(new() { ["PLUMBLINE_LOG_LEVEL"] = "d", ["PLUMBLINE_SESSION_HOURS"] = "e" }, "--config", config, "--session-hours",
            "f");

        Assert.Equal(["'a'", "'d'", "'f'"], run.Error.Split('\n').Where(l => l.Contains("is not allowed", StringComparison.Ordinal))
            .Select(l => l[l.IndexOf('\'')..][..3]).Order());
    }

    [Fact]
    public void A_folder_that_is_another_programs_is_refused_and_left_as_it_is()
    {
        _folder.Write("thesis.txt", "mine");

        Run run = Run([], "--data", _folder.Path, "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("thesis.txt", run.Error, StringComparison.Ordinal);
        Assert.Equal(["thesis.txt"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void An_address_in_use_is_named_and_no_key_is_left_that_nobody_saw()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        Run run = Run([], "--data", Path.Combine(_folder.Path, "d"), "--urls", $"http://127.0.0.1:{port}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"127.0.0.1:{port}", run.Error, StringComparison.Ordinal);
        Assert.Contains("--urls", run.Error, StringComparison.Ordinal);
        using Catalog catalog = Catalog.Open(Path.Combine(_folder.Path, "d", "catalog.db"), TimeProvider.System);
        Assert.Empty(catalog.Keys());
    }

    public void Dispose() => _folder.Dispose();

    static Run Run(Dictionary<string, string> variables, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = Program.Run(["serve", .. args], new Terminal { Out = output, Error = error, Variables = variables },
            TestContext.Current.CancellationToken);
        return new Run(code, output.ToString(), error.ToString());
    }
}
