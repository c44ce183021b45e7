using Plumbline.Load;
using Plumbline.Load.Killing;
using Plumbline.Load.Measuring;
using Plumbline.Load.Pages;
using Plumbline.Load.Sending;
using Plumbline.Load.Streams;

const string Usage = """
    load send --key K [--url U] [--model M] [--kind events|truths] [--connections 16] [--lines 500] [--features 20] [--seconds 60] [--warm-up 5]
              [--limit N] [--rate R] [--pid P] [--prefix X]
    load disk [--folder F] [--seconds 3]
    load kill --program P --data F [--rounds 50] [--seed 1]
    load load|truths|queries|pages --program P --data F [--short yes]
    load streams --program P --data F --shared D [--only NAME]
    """;

try
{
    var arguments = new Arguments(args.AsSpan(Math.Min(1, args.Length)));
    switch (args.FirstOrDefault())
    {
        case "send": return await SendAsync(LoadOptions.Of(arguments));
        case "kill": return await KillAsync(arguments);
        case "load": await LoadGroup.RunAsync(MeasureOptions.Of(arguments), Console.Out); return 0;
        case "truths": await TruthsGroup.RunAsync(MeasureOptions.Of(arguments), Console.Out); return 0;
        case "queries": await QueriesGroup.RunAsync(MeasureOptions.Of(arguments), Console.Out); return 0;
        case "pages": await PagesGroup.RunAsync(MeasureOptions.Of(arguments), Console.Out); return 0;
        case "streams":
            (string shared, string only) = (arguments.Text("shared"), arguments.Text("only", ""));
            await StreamTable.RunAsync(MeasureOptions.Of(arguments), shared, only, Console.Out);
            return 0;
        case "disk":
            DiskProbe.Run(arguments.Text("folder", "."), arguments.Number("seconds", 3), Console.Out);
            return 0;
        default:
            Console.Error.WriteLine(Usage);
            return 2;
    }
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine($"load: {wrong.Message}");
    return 2;
}

static async Task<int> SendAsync(LoadOptions options)
{
    LoadOutcome outcome = await new LoadRun(options, TimeProvider.System).RunAsync(CancellationToken.None);
    Console.WriteLine(LoadTable.Head);
    Console.WriteLine(LoadTable.Row(outcome));
    return outcome.Result.Failures.Count == 0 ? 0 : 1;
}

static async Task<int> KillAsync(Arguments arguments)
{
    var options = new KillOptions
    {
        Program = arguments.Text("program"),
        Data = arguments.Text("data"),
        Rounds = arguments.Number("rounds", 50),
        Seed = arguments.Number("seed", 1),
        Now = KillOptions.FastClock(TimeProvider.System),
    };
    arguments.ThrowIfAnyLeft();
    KillResult result = await new KillRun(options).RunAsync(Console.Error.WriteLine);
    Console.WriteLine(result.Table);
    return result.Wrong.Count == 0 ? 0 : 1;
}
