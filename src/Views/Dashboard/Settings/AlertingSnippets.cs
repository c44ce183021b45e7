namespace Plumbline.Views.Dashboard;

/// <summary>What Prometheus is told so that alerts reach people through it.</summary>
public static class AlertingSnippets
{
    /// <summary>A part of prometheus.yml.</summary>
    /// <param name="address">Host and port of the server.</param>
    /// <param name="needsKey">True where reading needs a key.</param>
    public static string Scrape(string address, bool needsKey) => $"""
        scrape_configs:
          - job_name: plumbline
        {(needsKey ? "    authorization: { credentials_file: plumbline-read-key }\n" : "")}    static_configs:
              - targets: ['{address}']
        """;

    /// <summary>A file of alerting rules.</summary>
    /// <param name="origin">The address people open the dashboard at.</param>
    public static string Rules(string origin) => $$$"""
        groups:
          - name: plumbline
            rules:
              - alert: PlumblineModel
                expr: plumbline_alerts_firing > 0
                annotations:
                  summary: '{{ $labels.model }}: {{ $value }} alerts fire'
                  dashboard: '{{{origin}}}/alerts?model={{ $labels.model | urlquery }}'
              - alert: PlumblineDown
                expr: up{job="plumbline"} == 0
                for: 5m
                labels: { severity: critical }
                annotations:
                  summary: Plumbline does not answer
        """;
}
