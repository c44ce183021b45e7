using System.Collections.Immutable;

namespace Plumbline.Cli.CommandLine;

/// <summary>The commands.</summary>
static class Verbs
{
    public static Verb Report { get; } = new("report",
        "Compare two data sets and say what changed, how sure that is, and what it does to the model.", "", Flags.Report,
    [
        "plumbline report --reference march.csv --current april.csv",
        "plumbline report --reference train.parquet --current 'live/*.parquet' --output report.html",
        "plumbline report --reference ref.csv --current new.csv --target label --score p "
            + "--segment region --protected sex --output report.html",
        "plumbline report --reference ref.csv --current new.csv --truths labels.csv --id id --target label "
            + "--score yes=p_yes,no=p_no --format json",
        "plumbline report --config monitor.yaml --current today.csv --language zh-CN",
    ])
    {
        ExitCodes = "0 report written (drift or not), 2 wrong usage or nothing could be read, 130 interrupted",
    };

    public static Verb Check { get; } = new("check", "Run a suite of checks on two data sets; made for pipelines.", "", Flags.Check,
    [
        "plumbline check --reference ref.csv --current new.csv --suite suite.yaml",
        "plumbline check --reference ref.csv --current new.csv --preset drift --preset integrity",
        "plumbline check --reference ref.csv --current new.csv --suite suite.yaml --output checks.xml",
        "plumbline check init --reference ref.csv --output suite.yaml",
    ])
    {
        ExitCodes = "0 every check passed, 1 a check failed, 2 wrong usage or nothing could be read, 130 interrupted",
    };

    public static Verb CheckInit { get; } = new("check init", "Write a suite to start from, made from a reference.", "", Flags.CheckInit,
    [
        "plumbline check init --reference ref.csv --output suite.yaml",
        "plumbline check init --reference ref.csv --target label --score p > suite.yaml",
    ]);

    public static Verb Profile { get; } = new("profile", "Summarise a data set in a small file that report and check accept in its place.",
        "FILE", Flags.Profile,
    [
        "plumbline profile march.csv --output march.json",
        "plumbline profile april.csv --reference march.json --output april.json",
        "plumbline profile merge april-1.json april-2.json --output april.json",
        "plumbline report --reference march.json --current april.json",
    ])
    {
        LeastOperands = 1,
        MostOperands = 1,
    };

    public static Verb ProfileMerge { get; } = new("profile merge", "Join profiles made with the same --reference into one.", "A B ...",
        Flags.ProfileMerge,
    [
        "plumbline profile merge monday.json tuesday.json --output week.json",
    ])
    {
        LeastOperands = 2,
        MostOperands = 10_000,
    };

    public static Verb Doctor { get; } = new("doctor", "Read everything in a data folder and say what is wrong with it; changes nothing.",
        "", Flags.Doctor,
        ["plumbline doctor --data ./plumbline-data"])
    {
        ExitCodes = "0 sound, 1 something is wrong, 2 wrong usage or no data folder, 130 interrupted",
    };

    public static Verb Serve { get; } = new("serve", "Run the server: models send events to it, people and programs read from it.", "",
        Flags.Serve,
    [
        "plumbline serve",
        "plumbline serve --data /var/lib/plumbline --config /etc/plumbline.yaml",
        "plumbline serve --urls http://0.0.0.0:8000 --hosts plumbline.example.org",
        "PLUMBLINE_LOG_FORMAT=json plumbline serve --require-key",
    ])
    {
        ExitCodes = "0 stopped in order, 1 a part failed or had to be cut off (what was acknowledged is safe all the same), "
            + "2 wrong usage, or the data folder or the address cannot be used, 130 interrupted twice",
    };

    public static Verb Demo { get; } = new("demo",
        "Run a server with four simulated models, thirty days of their history, and what went wrong in it.", "",
        Flags.Demo, ["plumbline demo", "plumbline demo --data ./demo-data --urls http://127.0.0.1:9000"]);

    public static Verb MonitorsApply { get; } = new("monitors apply", "Make the monitors of a server those of a file, all or nothing.",
        "FILE",
        Flags.MonitorsChange,
    [
        "plumbline monitors apply monitors.yaml",
        "plumbline monitors apply monitors.yaml --prune --url https://plumbline.example.org",
        "PLUMBLINE_KEY=plk_... plumbline monitors apply - < monitors.yaml",
    ])
    {
        LeastOperands = 1,
        MostOperands = 1,
        ExitCodes = "0 applied, 2 wrong usage, a refusal or no answer, 130 interrupted",
    };

    public static Verb MonitorsDiff { get; } = new("monitors diff", "Say what applying a file of monitors would change.", "FILE",
        Flags.MonitorsChange, ["plumbline monitors diff monitors.yaml", "plumbline monitors diff monitors.yaml --prune"])
    {
        LeastOperands = 1,
        MostOperands = 1,
        ExitCodes = "0 nothing would change, 1 something would, 2 wrong usage, a refusal or no answer, 130 interrupted",
    };

    public static Verb MonitorsExport { get; } = new("monitors export",
        "Write the monitors of a server to a file that can be applied again.", "FILE",
        Flags.MonitorsExport, ["plumbline monitors export monitors.yaml", "plumbline monitors export - --model churn"])
    {
        LeastOperands = 1,
        MostOperands = 1,
        ExitCodes = "0 written, 2 wrong usage, a refusal or no answer, 130 interrupted",
    };

    public static Verb Pipe { get; } =
        new("pipe", "Pass lines through, and send them to a model's log on the way; metrics in them become metrics.", "",
        Flags.Pipe,
    [
        "my-program | plumbline pipe --model churn",
        "my-program 2>&1 | plumbline pipe --model churn --url https://plumbline.example.org",
        "python train.py | plumbline pipe --model churn --bare-metrics",
    ])
    {
        ExitCodes = "0 every line is on the server's disk, 1 lines were lost (said on standard error), 2 wrong usage",
    };

    public static Verb Backup { get; } = new("backup",
        "Write everything a server has into one archive, while it runs or when it is stopped.", "",
        Flags.Backup,
    [
        "plumbline backup --url http://127.0.0.1:8000 --output monday.tar",
        "plumbline backup --data ./plumbline-data --output monday.tar",
    ])
    {
        ExitCodes = "0 written and checked, 2 wrong usage, a refusal, or the archive is not whole, 130 interrupted",
    };

    public static Verb Restore { get; } = new("restore", "Put an archive back into a new folder, checked.", "FILE", Flags.Restore,
        ["plumbline restore monday.tar --data ./plumbline-data"])
    {
        LeastOperands = 1,
        MostOperands = 1,
        ExitCodes = "0 restored and sound, 2 wrong usage, or the archive is damaged, cut off or newer, 130 interrupted",
    };

    public static Verb Rebuild { get; } = new("rebuild",
        "Count every profile anew from the stored rows, and make good what is damaged and can be.", "",
        Flags.Rebuild, ["plumbline rebuild --data ./plumbline-data", "plumbline rebuild --url http://127.0.0.1:8000"])
    {
        ExitCodes = "0 everything was as it should be, 1 something was not and is now, 2 wrong usage, or it cannot be made good, 130 "
            + "interrupted",
    };

    public static ImmutableArray<Verb> All { get; } =
    [
        Report, Check, CheckInit, Profile, ProfileMerge, Serve, Demo, MonitorsApply, MonitorsDiff, MonitorsExport, Pipe, Backup,
        Restore, Rebuild,
            Doctor,
    ];
}
