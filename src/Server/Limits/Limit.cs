namespace Plumbline.Server.Limits;

/// <summary>One limit, for showing.</summary>
/// <param name="Name">snake_case, stable.</param>
/// <param name="Value">What holds now.</param>
/// <param name="Unit">In words.</param>
/// <param name="Beyond">What happens beyond it.</param>
sealed record Limit(string Name, long Value, string Unit, string Beyond)
{
    /// <summary>What holds where nobody chose otherwise; null: it cannot be chosen.</summary>
    public long? Default { get; init; }
}
