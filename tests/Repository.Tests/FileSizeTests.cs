namespace Plumbline.Repository.Tests;

/// <summary>Small files. The list of exceptions may only shrink.</summary>
public sealed class FileSizeTests
{
    const int MostLines = 400;

    /// <summary>File, lines it may have, reason.</summary>
    static readonly (string File, int Lines, string Reason)[] s_exceptions = [];

    [Fact]
    public void No_source_file_has_more_than_400_lines()
    {
        var allowed = s_exceptions.ToDictionary(e => e.File, e => e.Lines);

        var tooLong = from file in Sources.All
                      let lines = File.ReadLines(file).Count()
                      where lines > allowed.GetValueOrDefault(Sources.Relative(file), MostLines)
                      select $"{Sources.Relative(file)}: {lines} lines";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void An_exception_that_is_no_longer_needed_is_removed()
    {
        var needless = s_exceptions.Where(e => File.ReadLines(Checkout.Path(e.File)).Count() <= MostLines).Select(e => e.File);

        Assert.Empty(needless);
    }

    [Fact]
    public void Nine_in_ten_source_files_have_less_than_250_lines()
    {
        var lengths = Sources.All.Where(f => Sources.Relative(f).StartsWith("src/", StringComparison.Ordinal))
            .Select(f => File.ReadLines(f).Count()).Order().ToArray();

        Assert.InRange(lengths[(int)(lengths.Length * .9)], 0, 250);
    }
}
