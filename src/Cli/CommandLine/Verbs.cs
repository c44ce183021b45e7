using System.Collections.Immutable;

namespace Plumbline.Cli.CommandLine;

/// <summary>The commands.</summary>
static class Verbs
{
    public static Verb Report { get; } = new("report", "Compare two data sets and say what changed, how sure that is, and what it does to the model.", "", Flags.Report,
    [
        "plumbline report --reference march.csv --current april.csv",
        "plumbline report --reference train.parquet --current 'live/*.parquet' --output report.html",
        "plumbline report --reference ref.csv --current new.csv --target label --score p --segment region --protected sex --output report.html",
        "plumbline report --reference ref.csv --current new.csv --truths labels.csv --id id --target label --score yes=p_yes,no=p_no --format json",
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

    public static Verb Profile { get; } = new("profile", "Summarise a data set in a small file that report and check accept in its place.", "FILE", Flags.Profile,
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

    public static Verb ProfileMerge { get; } = new("profile merge", "Join profiles made with the same --reference into one.", "A B ...", Flags.ProfileMerge,
    [
        "plumbline profile merge monday.json tuesday.json --output week.json",
    ])
    {
        LeastOperands = 2,
        MostOperands = 10_000,
    };

    public static Verb Doctor { get; } = new("doctor", "Read everything in a data folder and say what is wrong with it; changes nothing.", "", Flags.Doctor,
        ["plumbline doctor --data ./plumbline-data"])
    {
        ExitCodes = "0 sound, 1 something is wrong, 2 wrong usage or no data folder, 130 interrupted",
    };

    public static Verb Serve { get; } = new("serve", "Run the server: models send events to it, people and programs read from it.", "", Flags.Serve,
    [
        "plumbline serve",
        "plumbline serve --data /var/lib/plumbline --config /etc/plumbline.yaml",
        "plumbline serve --urls http://0.0.0.0:8000 --hosts plumbline.example.org",
        "PLUMBLINE_LOG_FORMAT=json plumbline serve --require-key",
    ])
    {
        ExitCodes = "0 stopped with everything accepted finished, 1 stopped before that, 2 wrong usage, or the data folder or the address cannot be used, "
            + "130 interrupted twice",
    };

    public static ImmutableArray<Verb> All { get; } = [Report, Check, CheckInit, Profile, ProfileMerge, Serve, Doctor];
}
