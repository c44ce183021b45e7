using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using Plumbline.Cli.Settings;

namespace Plumbline.Cli.CommandLine;

/// <summary>Turns arguments into a <see cref="ParsedLine"/>. Parsing is System.CommandLine's; words and exit codes are ours.</summary>
static class CommandTree
{
    static readonly string[] s_helpNames = ["--help", "-h", "-?"];

    /// <summary>Parses a command line. What is wrong with the flags of a command is noted, so that it can be told with what is wrong
    /// elsewhere.</summary>
    /// <exception cref="UsageException">Unknown command.</exception>
    public static ParsedLine Parse(IReadOnlyList<string> arguments)
    {
        var root = new Command("plumbline") { Options = { Help() } };
        var nodes = new Dictionary<Command, Node>();
        foreach (Verb verb in Verbs.All) Add(root, verb, nodes);
        ParseResult result = root.Parse(arguments, new ParserConfiguration { EnablePosixBundling = false,
            ResponseFileTokenReplacer = null });
        Node? node = nodes.GetValueOrDefault(result.CommandResult.Command);
        if (result.Tokens.Any(t => t.Type == TokenType.Option && s_helpNames.Contains(t.Value)))
            return new ParsedLine(node?.Verb, true, [], NoValues(), []);
        if (node is null) throw UnknownCommand(arguments);
        string[] operands = node.Operands is null ? [] : [.. result.GetResult(node.Operands)?.Tokens.Select(t => t.Value) ?? []];
        var problems = new List<string>(Unknown(result, operands, node.Verb));
        if (problems.Count == 0 && WrongOperands(operands, node.Verb) is { } wrong) problems.Add(wrong);
        var values = NoValues();
        foreach ((Flag flag, Option option) in node.Options) Collect(result, flag, option, values, problems);
        return new ParsedLine(node.Verb, false, [.. operands], values, [.. problems]);
    }

    static Dictionary<string, SettingValues> NoValues() => new(StringComparer.Ordinal);

    static string? WrongOperands(string[] operands, Verb verb) =>
        operands.Length > verb.MostOperands ? $"Give one {verb.Operands}; found {operands.Length}: {string.Join(", ", operands)}."
        : operands.Length < verb.LeastOperands ? $"Give {verb.Operands}, for example: {verb.Examples[0]}"
        : null;

    static Option<bool> Help() => new(s_helpNames[0], s_helpNames[1..]) { Recursive = true };

    static void Add(Command root, Verb verb, Dictionary<Command, Node> nodes)
    {
        var command = new Command(verb.Name);
        string[] words = verb.Path.Split(' ');
        Command parent = words.Length == 1 ? root : Parent(root, words[0]);
        parent.Subcommands.Add(command);
        Argument<string[]>? operands = null;
        if (verb.MostOperands > 0)
        {
            operands = new Argument<string[]>("operands") { Arity = ArgumentArity.ZeroOrMore };
            command.Arguments.Add(operands);
        }
        var options = verb.Flags.Select(f => (f, Option: AsOption(f))).ToImmutableArray();
        foreach ((_, Option option) in options) command.Options.Add(option);
        nodes[command] = new Node(verb, options, operands);
    }

    // Some commands are only said with a second word.
    static Command Parent(Command root, string word)
    {
        if (root.Subcommands.FirstOrDefault(c => c.Name == word) is { } there) return there;
        var parent = new Command(word);
        root.Subcommands.Add(parent);
        return parent;
    }

    // Repeats are allowed here even for single flags: the settings name the flag that was given twice.
    static Option AsOption(Flag flag) => flag.IsSwitch
        ? new Option<bool>(flag.Dashed) { Arity = ArgumentArity.ZeroOrOne }
        : new Option<string[]>(flag.Dashed) { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };

    static void Collect(ParseResult result, Flag flag, Option option, Dictionary<string, SettingValues> values, List<string> problems)
    {
        if (result.GetResult(option) is not { Implicit: false } given) return;
        string[] texts = [.. given.Tokens.Select(t => t.Value)];
        if (flag.IsSwitch && texts.Length == 0) texts = ["yes"];
        if (texts.Length < given.IdentifierTokenCount && !flag.IsSwitch)
            problems.Add($"{flag.Dashed} needs a value: {flag.Dashed} {flag.Placeholder}.");
        else values[flag.Name] = new SettingValues([.. texts], flag.Dashed);
    }

    static UsageException UnknownCommand(IReadOnlyList<string> arguments)
    {
        IEnumerable<string> commands = Verbs.All.Select(v => v.Path.Split(' ')[0]).Distinct();
        if (arguments.Count == 0) return new UsageException($"Give a command: {string.Join(", ", commands)}.");
        string word = arguments[0];
        string[] second = [.. Verbs.All.Where(v => v.Path.StartsWith(word + " ", StringComparison.Ordinal)).Select(v => v.Name)];
        if (second.Length > 0)
        {
            string near = arguments.Count > 1 ? Suggestions.DidYouMean(arguments[1], second) : "";
            return new UsageException($"After '{word}' comes one of: {string.Join(", ", second)}.{near}");
        }
        string all = string.Join(", ", commands);
        return new UsageException(word.StartsWith('-')
            ? $"Unknown flag '{word}'.{Suggestions.DidYouMean(word, ["--help", "--version"])} A command comes first: {all}."
            : $"Unknown command '{word}'.{Suggestions.DidYouMean(word, commands)} The commands are: {all}.");
    }

    // Where a command takes operands, an unknown flag is read as one.
    static IEnumerable<string> Unknown(ParseResult result, string[] operands, Verb verb)
    {
        IEnumerable<string> known = verb.Flags.Select(f => f.Dashed);
        return result.UnmatchedTokens.Concat(operands.Where(o => o.StartsWith("--", StringComparison.Ordinal)))
            .Select(t => Unknown(t, known, verb));
    }

    static string Unknown(string token, IEnumerable<string> known, Verb verb)
    {
        string name = token.Split('=')[0];
        return name.StartsWith("--", StringComparison.Ordinal)
            ? $"Unknown flag '{name}'.{Suggestions.DidYouMean(name, known)}"
            : $"'{token}' belongs to no flag; a repeated flag is written again each time: --segment a --segment b."
                + (verb == Verbs.Check ? Suggestions.DidYouMean(token, ["init"]) : "");
    }

    sealed record Node(Verb Verb, ImmutableArray<(Flag Flag, Option Option)> Options, Argument<string[]>? Operands);
}

/// <summary>What a command line says.</summary>
/// <param name="Verb">The command; null for the program's own help.</param>
/// <param name="WantsHelp">True when help was asked for.</param>
/// <param name="Operands">Operands in order.</param>
/// <param name="Values">Flags given, by name.</param>
/// <param name="Problems">What is wrong with the flags and operands, each a sentence.</param>
sealed record ParsedLine(Verb? Verb, bool WantsHelp, ImmutableArray<string> Operands, Dictionary<string, SettingValues> Values,
    ImmutableArray<string> Problems);
