namespace Plumbline.Cli.CommandLine;

/// <summary>Writes the help pages, at most 100 columns wide.</summary>
static class HelpText
{
    const int LeftColumn = 34;
    const int Width = 100;

    /// <summary>The page of the whole program.</summary>
    public static void WriteProgram(TextWriter output)
    {
        output.WriteLine("Plumbline: tells when a model has stopped being right, why, and what to do about it.");
        output.WriteLine();
        output.WriteLine("Usage: plumbline COMMAND [flags]");
        output.WriteLine();
        output.WriteLine("Commands");
        foreach (Verb verb in Verbs.All) WritePair(output, verb.Path + (verb.Operands.Length > 0 ? " " + verb.Operands : ""), verb.Summary);
        output.WriteLine();
        output.WriteLine("Flags");
        WritePair(output, "--help", "Show this page, or with a command the page of the command.");
        WritePair(output, "--version", "Show the version.");
        output.WriteLine();
        output.WriteLine("Examples");
        foreach (Verb verb in Verbs.All) output.WriteLine("  " + verb.Examples[0]);
        output.WriteLine();
        output.WriteLine("Every command explains itself: plumbline report --help");
    }

    /// <summary>The page of one command.</summary>
    public static void Write(Verb verb, TextWriter output)
    {
        output.WriteLine(verb.Summary);
        output.WriteLine();
        output.WriteLine($"Usage: plumbline {verb.Path} {(verb.Operands.Length > 0 ? verb.Operands + " " : "")}[flags]");
        foreach (IGrouping<FlagGroup, Flag> group in verb.Flags.GroupBy(f => f.Group).OrderBy(g => g.Key))
        {
            output.WriteLine();
            output.WriteLine(Heading(group.Key));
            foreach (Flag flag in group) WritePair(output, $"{flag.Dashed} {flag.Placeholder}".TrimEnd(), flag.Help
                + (flag.Many ? " May be repeated." : ""));
        }
        output.WriteLine();
        output.WriteLine("Examples");
        foreach (string example in verb.Examples) output.WriteLine("  " + example);
        output.WriteLine();
        WriteWrapped(output, "Exit codes: ", verb.ExitCodes + ".");
    }

    static string Heading(FlagGroup group) => group switch
    {
        FlagGroup.Data => "Data",
        FlagGroup.Columns => "Columns (inferred from the reference where not given)",
        FlagGroup.Reading => "Reading",
        FlagGroup.Analysis => "Analysis",
        FlagGroup.Suite => "Checks",
        FlagGroup.Server => "Server (each is also a key of --config without dashes, and a variable PLUMBLINE_...)",
        FlagGroup.Connection => "A server that runs",
        FlagGroup.Output => "Output",
    };

    static void WritePair(TextWriter output, string left, string right)
    {
        if (left.Length + 4 > LeftColumn)
        {
            output.WriteLine("  " + left);
            left = "";
        }
        WriteWrapped(output, ("  " + left).PadRight(LeftColumn), right);
    }

    static void WriteWrapped(TextWriter output, string start, string text)
    {
        string line = start;
        foreach (string word in text.Split(' '))
        {
            if (line.Length + word.Length > Width && line.Length > start.Length)
            {
                output.WriteLine(line.TrimEnd());
                line = new string(' ', start.Length);
            }
            line += word + " ";
        }
        output.WriteLine(line.TrimEnd());
    }
}
