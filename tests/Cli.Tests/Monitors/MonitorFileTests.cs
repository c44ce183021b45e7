using Plumbline.Cli.Monitors;
using Plumbline.Protocol;
using Plumbline.Server.Monitors;

namespace Plumbline.Cli.Tests.Monitors;

public sealed class MonitorFileTests
{
    [Fact]
    public void A_file_that_is_written_reads_back_as_the_same_monitors()
    {
        MonitorDocument[] monitors =
        [
            new() { Model = "churn", Name = "drift", Kind = "drift", Window = "1d" },
            new()
            {
                Model = "churn",
                Name = "yes: or no",
                Kind = "quality",
                Measure = "recall",
                Columns = ["a", "b*"],
                Version = "2.1",
                Environment = "production",
                Baseline = "seasonal:4",
                Window = "1d",
                Offset = "6h",
                Threshold = new ThresholdDocument(-.05, null, "difference"),
                Severity = "critical",
                State = "paused",
            },
            new() { Model = "price", Name = "by region", Kind = "integrity", Segment = "region", Window = "count:500" },
        ];

        string yaml = MonitorFileWriter.Write(new MonitorFile { Monitors = monitors });
        var read = MonitorFileReader.Read(new StringReader(yaml), "monitors.yaml").File;

        Assert.Equal(yaml, MonitorFileWriter.Write(read));
        Assert.Equal(monitors.Select(m => m with { Columns = null }), read.Monitors.Select(m => m with { Columns = null }));
        Assert.Equal(["a", "b*"], read.Monitors[1].Columns!);
    }
}
