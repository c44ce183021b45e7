namespace Plumbline.Server.Ingest.Rejected;

/// <summary>The shape of a value without the value: letters become a, digits 9; what helps to see the mistake stays.</summary>
static class MaskedValue
{
    const int Longest = 24;

    internal static string Of(string value)
    {
        string shown = value.Length <= Longest ? value : value[..Longest];
        string shape = string.Concat(shown.Select(Shape));
        return value.Length <= Longest ? shape : shape + "...";
    }

    static char Shape(char letter)
    {
        if (char.IsDigit(letter)) return '9';
        if (char.IsLetter(letter) || char.IsSurrogate(letter)) return 'a';
        return char.IsControl(letter) ? ' ' : letter;
    }
}
