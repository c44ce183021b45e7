namespace Plumbline.Cli.Rendering;

/// <summary>How loudly something is said. Never the only sign: the words say it too.</summary>
enum Tone
{
    Plain,
    Strong,
    Quiet,
    Good,
    Caution,
    Bad,
}
