namespace Plumbline.Views.Dashboard;

/// <summary>Something that happened, for every time axis.</summary>
/// <param name="Text">A name somebody gave, such as a version, or a note.</param>
/// <param name="End">When it was over; null: it is a moment.</param>
public sealed record TimeMark(DateTimeOffset At, MarkKind Kind, string Text, DateTimeOffset? End = null)
{
    /// <summary>Number of the annotation somebody made; null: it shows by itself.</summary>
    public long? Number { get; init; }

    /// <summary>Who noted it.</summary>
    public string? By { get; init; }

    /// <summary>Stands before its name; shapes differ, so that colour is not needed.</summary>
    public string Glyph => Kind switch
    {
        MarkKind.Deployment => "▲",
        MarkKind.Retrain => "◆",
        MarkKind.Incident => "●",
        MarkKind.Note => "■",
    };
}

public enum MarkKind
{
    Deployment,
    Retrain,
    Incident,
    Note,
}
