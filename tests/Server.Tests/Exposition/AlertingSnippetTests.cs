using System.Diagnostics;
using Plumbline.Testing;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Tests.Exposition;

/// <summary>What the settings tell people to give to Prometheus, given to Prometheus' own tool.</summary>
public sealed class AlertingSnippetTests : IDisposable
{
    const string Trial = """
        rule_files: [rules.yml]
        evaluation_interval: 1m
        tests:
          - interval: 1m
            input_series:
              - series: plumbline_alerts_firing{model="a model", severity="critical"}
                values: _ 2 2 _ _ _ _ _ _ _
              - series: up{job="plumbline"}
                values: 1 1 1 1 0 0 0 0 0 0
            alert_rule_test:
              - { eval_time: 0m, alertname: PlumblineModel, exp_alerts: [] }
              - eval_time: 1m
                alertname: PlumblineModel
                exp_alerts:
                  - exp_labels: { model: a model, severity: critical }
                    exp_annotations:
                      summary: 'a model: 2 alerts fire'
                      dashboard: https://watch.example/alerts?model=a+model
              - { eval_time: 4m, alertname: PlumblineDown, exp_alerts: [] }
              - eval_time: 9m
                alertname: PlumblineDown
                exp_alerts:
                  - exp_labels: { job: plumbline, severity: critical }
                    exp_annotations: { summary: Plumbline does not answer }
        """;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_rules_fire_for_each_model_and_for_a_silent_server()
    {
        _folder.Write("rules.yml", AlertingSnippets.Rules("https://watch.example"));

        Assert.Contains("SUCCESS", await ToldAsync("test", "rules", _folder.Write("trial.yml", Trial)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_to_be_scraped_is_a_configuration_with_and_without_a_key(bool needsKey)
    {
        _folder.Write("plumbline-read-key", "secret");
        string config = _folder.Write("prometheus.yml", AlertingSnippets.Scrape("127.0.0.1:8000", needsKey));

        Assert.Contains("SUCCESS", await ToldAsync("check", "config", config), StringComparison.Ordinal);
        Assert.Equal(needsKey, (await File.ReadAllTextAsync(config)).Contains("plumbline-read-key", StringComparison.Ordinal));
    }

    static async Task<string> ToldAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("promtool", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var tool = Process.Start(start)!;
        var problems = tool.StandardError.ReadToEndAsync();
        string said = await tool.StandardOutput.ReadToEndAsync() + await problems;
        await tool.WaitForExitAsync();
        Assert.True(tool.ExitCode == 0, said);
        return said;
    }
}
