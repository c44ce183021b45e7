namespace Plumbline.Engine.Models;

/// <summary>Names of models.</summary>
public static class ModelName
{
    /// <summary>Longest name.</summary>
    public const int MostCharacters = 100;

    /// <summary>What a name must be, as a sentence.</summary>
    public const string Wanted = "A model's name has 1 to 100 characters: letters, digits, dots, dashes and underscores, not only dots.";

    /// <summary>True when a model may have this name.</summary>
    public static bool IsValid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= MostCharacters && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && name.Any(c => c != '.');
    }
}
