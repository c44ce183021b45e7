namespace Plumbline.Views.Words;

/// <summary>How something stands; each has its own icon, and never appears without a word.</summary>
public enum Status
{
    Bad,
    Warn,
    Ok,

    /// <summary>Too few rows: no verdict.</summary>
    Few,

    /// <summary>Not in the data, or not judged.</summary>
    None,
}

static class StatusNames
{
    public static string Css(this Status status) => status switch
    {
        Status.Bad => "bad",
        Status.Warn => "warn",
        Status.Ok => "ok",
        Status.Few or Status.None => "idle",
    };

    public static string Icon(this Status status) => status switch
    {
        Status.Bad => "i-bad",
        Status.Warn => "i-warn",
        Status.Ok => "i-ok",
        Status.Few => "i-few",
        Status.None => "i-none",
    };
}
