using System.Globalization;
using Plumbline.Bench;

// bench false-alarms|power|generate|micro ...: see bench/README.md.
string verb = args.Length > 0 ? args[0] : "";
int[] Sizes(int at, params int[] otherwise) => args.Length > at
    ? [.. args[at].Split(',').Select(t => int.Parse(t, CultureInfo.InvariantCulture))] : otherwise;

switch (verb)
{
    case "false-alarms":
        Verdicts.FalseAlarms(Console.Out, Sizes(1, 100, 500, 1_000, 5_000, 100_000), Sizes(2, 400)[0]);
        return 0;
    case "power":
        Verdicts.Power(Console.Out, Sizes(1, 500, 1_000), Sizes(2, 400)[0]);
        return 0;
    case "generate":
        Generated.Write(args[1], Sizes(2, 1_000_000)[0], (ulong)Sizes(3, 1)[0]);
        return 0;
    case "parquet":
        Generated.ToParquet(args[1], args[2]);
        return 0;
    case "micro":
        Micro.Run(Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("bench false-alarms [sizes] [reports] | power [sizes] [reports] | generate FILE [rows] [seed] | parquet FOLDER FILE | micro");
        return 2;
}
