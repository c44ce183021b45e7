using Plumbline.Cli.CommandLine;
using Plumbline.Cli.Settings;
using Plumbline.Client;
using Plumbline.Protocol;

namespace Plumbline.Cli.Commands;

/// <summary>Calls to a server that runs elsewhere.</summary>
static class ServerCalls
{
    public const string DefaultUrl = "http://127.0.0.1:8000";

    /// <summary>Runs calls; what the server refuses becomes words.</summary>
    /// <param name="tell">Says a refusal in the terms of what was asked; nothing where it cannot.</param>
    /// <exception cref="UsageException">The address is none, the server does not answer, or it refuses.</exception>
    public static T Run<T>(CommandRun run, Func<PlumblineClient, Task<T>> calls,
        Func<Problem, IReadOnlyList<string>>? tell = null)
    {
        Uri? address = Address(run);
        run.Settings.ThrowIfWrong();
        using var client = new PlumblineClient(address!, run.Settings.Text(Flags.Key)
            ?? run.Terminal.Variables.GetValueOrDefault("PLUMBLINE_KEY"),
            new PlumblineClientOptions { Timeout = TimeSpan.FromMinutes(30) });
        try
        {
            return calls(client).GetAwaiter().GetResult();
        }
        catch (ClientException refused)
        {
            if (refused.Problem is { } problem && tell?.Invoke(problem) is { Count: > 0 } told) throw new UsageException(told);
            throw new UsageException(refused.Message);
        }
    }

    static Uri? Address(CommandRun run)
    {
        string text = run.Settings.Text(Flags.Url) ?? run.Terminal.Variables.GetValueOrDefault("PLUMBLINE_URL") ?? DefaultUrl;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https") return address;
        run.Settings.Problem($"{run.Settings.Origin(Flags.Url)}: '{text}' is not an address such as {DefaultUrl}.");
        return null;
    }
}
