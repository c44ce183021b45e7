namespace Plumbline.Load.Measuring;

/// <summary>Where a group runs, and how long.</summary>
/// <param name="Program">The executable of Plumbline.</param>
/// <param name="Data">An empty folder, or none.</param>
/// <param name="IsShort">True: only to see that it works; the figures mean nothing.</param>
public sealed record MeasureOptions(string Program, string Data, bool IsShort)
{
    public static MeasureOptions Of(Arguments arguments)
    {
        var options = new MeasureOptions(arguments.Text("program"), arguments.Text("data"), arguments.Text("short", "no") == "yes");
        arguments.ThrowIfAnyLeft();
        return options;
    }

    /// <summary>The full figure, or the short one.</summary>
    public int Of(int full, int little) => IsShort ? little : full;
}
