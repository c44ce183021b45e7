using Plumbline.Load;

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
        default:
            Console.Error.WriteLine("load load --key K [--url U] [--model M] [--kind events|truths] [--connections 16] [--lines 500] [--features 20] [--seconds 60] "
                + "[--warm-up 5] [--pid P] [--prefix X]\nload disk [--folder F] [--seconds 3]");
            return 2;
    }
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine($"load: {wrong.Message}");
    return 2;
}
