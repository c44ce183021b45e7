using Plumbline.Load;
using Plumbline.Load.Killing;

// load load|disk ...: see bench/README.md.
try
{
    switch (args.FirstOrDefault())
    {
        case "load":
            var options = LoadOptions.Of(new Arguments(args.AsSpan(1)));
            var (result, seconds, memory) = await new LoadRun(options, TimeProvider.System).RunAsync(CancellationToken.None);
            Console.WriteLine(LoadTable.Head);
            Console.WriteLine(LoadTable.Row(options, result, seconds, memory));
            return result.Failures.Count == 0 ? 0 : 1;
        case "disk":
            var where = new Arguments(args.AsSpan(1));
            DiskProbe.Run(where.Text("folder", "."), where.Number("seconds", 3), Console.Out);
            return 0;
        case "kill":
            return await KillAsync(new Arguments(args.AsSpan(1)));
        default:
            Console.Error.WriteLine("load load --key K [--url U] [--model M] [--kind events|truths] [--connections 16] [--lines 500] [--features 20] [--seconds 60] "
                + "[--warm-up 5] [--pid P] [--prefix X]\nload disk [--folder F] [--seconds 3]\nload kill --program P --data F [--rounds 50] [--seed 1]");
            return 2;
    }
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine($"load: {wrong.Message}");
    return 2;
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
