using Microsoft.AspNetCore.Components;
using Plumbline.Views.Words;

namespace Plumbline.Views.Dashboard;

/// <summary>What went wrong, for people.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Subject">The name that was asked for, where there is one.</param>
/// <param name="Original">The API's own sentence, in English; null where it adds nothing.</param>
/// <param name="Address">What was asked for, to try again.</param>
public sealed record ProblemView(int Status, string? Subject, string? Original, string Address)
{
    internal MarkupString Title => Say.It(Key + ".title");

    internal MarkupString Detail => Say.It(Key + ".detail", ("subject", Subject ?? ""));

    string Key => Status switch
    {
        404 when Subject is not null => "problem.no_model",
        404 => "problem.no_page",
        403 => "problem.forbidden",
        400 or 422 => "problem.wrong",
        503 or 429 => "problem.not_now",
        _ => "problem.fault",
    };

    /// <summary>The title as text in one language.</summary>
    public string TitleIn(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Text(Key + ".title");
    }
}
