namespace Plumbline.Engine.Messages;

/// <summary>The languages Plumbline speaks.</summary>
public enum Language
{
    /// <summary>English, <c>en</c>.</summary>
    English,

    /// <summary>Simplified Chinese, <c>zh-CN</c>.</summary>
    Chinese,
}

/// <summary>The tags of languages.</summary>
public static class LanguageTags
{
    public static string Tag(this Language language) => language switch
    {
        Language.English => "en",
        Language.Chinese => "zh-CN",
    };
}
