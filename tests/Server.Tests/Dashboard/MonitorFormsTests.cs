using Microsoft.Extensions.Primitives;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Monitors;
using Plumbline.Server.Dashboard.Monitors;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Tests.Dashboard;

public sealed class MonitorFormsTests
{
    static readonly MonitorDefinition s_monitor = new()
    {
        Number = 4,
        Model = 1,
        Name = "south",
        Kind = MonitorKind.Operations,
        Measure = "latency_p95",
        Columns = ["a b", "c,d"],
        Segment = "region",
        Version = "2.1",
        Baseline = new BaselineChoice.Rolling(4),
        Window = new WindowDefinition.ByTime(TimeSpan.FromHours(6), TimeSpan.FromHours(2)),
        Threshold = new Threshold(.1, 1.0 / 3, ThresholdRelation.Ratio),
        Severity = MonitorSeverity.Critical,
        State = MonitorState.Paused,
    };

    [Theory]
    [InlineData("region", null)]
    [InlineData(null, "production")]
    public void A_monitor_comes_back_from_its_form_as_it_was(string? segment, string? environment)
    {
        var given = s_monitor with { Segment = segment, Environment = environment };

        var (monitor, problems) = MonitorForms.Check(null, MonitorForm.Of("churn", given), [given]);

        Assert.Empty(problems);
        Assert.Empty(MonitorFields.Between(given, monitor!));
        Assert.Equal(environment, monitor!.Environment);
    }

    [Fact]
    public void A_form_comes_back_from_its_address_as_it_was()
    {
        var form = MonitorForm.Of("churn", s_monitor) with { Days = 90, IsTried = true, Name = "<b>&?=#", Low = "a lot" };
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(form.Address[form.Address.IndexOf('?',
            StringComparison.Ordinal)..]);

        Assert.Equal(form, MonitorForms.Read(name => query.GetValueOrDefault(name)));
    }

    [Theory]
    [InlineData("low", "a lot", "threshold.low")]
    [InlineData("high", "1e999", "threshold.high")]
    [InlineData("window", "7 moons", "window")]
    [InlineData("baseline", "rolling:0", "baseline")]
    [InlineData("measure", "latency", "measure")]
    [InlineData("name", "<script>", "name")]
    [InlineData("relation", "twice", "threshold.relation")]
    [InlineData("severity", "awful", "severity")]
    public void What_is_wrong_is_told_of_its_field_alone(string field, string typed, string expected)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Complete.Address[Complete.Address.IndexOf('?',
            StringComparison.Ordinal)..]);
        query[field] = typed;

        var (monitor, problems) = MonitorForms.Check(null, MonitorForms.Read(name => query.GetValueOrDefault(name))!, []);

        Assert.Null(monitor);
        Assert.Equal([expected], problems.Select(p => p.Field).Distinct());
        Assert.All(problems, p => Assert.Matches("[\u4e00-\u9fff]{4}", MessageCatalog.Engine.Format(p.Said, Language.Chinese)));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_and_each_field_but_once()
    {
        var form = Complete with { Name = "x?", Measure = "latency", High = "a lot", Window = "7 moons", Baseline = "rolling:0" };

        var (monitor, problems) = MonitorForms.Check(null, form, []);

        Assert.Null(monitor);
        Assert.Equal(["baseline", "measure", "name", "threshold.high", "window"], problems.Select(p => p.Field).Order());
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_but_a_monitors_own_is_not()
    {
        var taken = MonitorForms.Check(null, Complete with { Name = "south" }, [s_monitor]);
        var own = MonitorForms.Check(null, Complete with { Name = "south", Monitor = "south" }, [s_monitor]);

        Assert.Equal("name", Assert.Single(taken.Problems).Field);
        Assert.Empty(own.Problems);
    }

    [Fact]
    public void Another_kind_begins_with_what_goes_with_it()
    {
        Dictionary<string, StringValues> typed = new() { ["name"] = "drift", ["was"] = "drift", ["kind"] = "volume", ["measure"] = "psi",
            ["high"] = ".2" };

        var form = MonitorForms.Read(name => typed.GetValueOrDefault(name))!;

        Assert.Equal(("volume", "volume", "", "", "seasonal:6"), (form.Name, form.Kind, form.Measure, form.High, form.Baseline));
    }

    [Theory]
    [InlineData("0,25", .25)]
    [InlineData("-3", -3.0)]
    [InlineData("1e-3", .001)]
    public void Numbers_are_read_with_a_point_or_a_comma(string typed, double expected)
    {
        var (monitor, _) = MonitorForms.Check(null, Complete with { Low = "", High = typed }, []);

        Assert.Equal(expected, monitor!.Threshold!.High);
    }

    static MonitorForm Complete => new() { Model = "churn", Name = "fine", Kind = "operations", Measure = "latency_p95", High = "100",
        Low = "1" };
}
