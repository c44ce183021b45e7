using Plumbline.Cli.Output;
using Plumbline.Cli.Settings;
using Plumbline.Testing;

namespace Plumbline.Cli.Tests.Output;

public sealed class OutputFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_content_replaces_the_old_file_and_nothing_else_is_left()
    {
        string path = _folder.Write("r.txt", "old and longer");

        OutputFile.Prepare(path).Write(s => s.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_failure_while_writing_leaves_the_old_file_as_it_was()
    {
        string path = _folder.Write("r.txt", "old");
        OutputFile file = OutputFile.Prepare(path);

        Assert.Throws<InvalidOperationException>(() => file.Write(_ => throw new InvalidOperationException("on purpose")));

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_link_is_written_through()
    {
        string target = _folder.Write("target.txt", "old");
        string link = Path.Combine(_folder.Path, "link.txt");
        File.CreateSymbolicLink(link, target);

        OutputFile.Prepare(link).Write(s => s.Write("new"u8));

        Assert.Equal("new", File.ReadAllText(target));
        Assert.NotNull(File.ResolveLinkTarget(link, returnFinalTarget: false));
    }

    [Fact]
    public void A_missing_folder_is_named_before_anything_is_done()
    {
        string path = Path.Combine(_folder.Path, "nowhere", "r.html");

        UsageException refused = Assert.Throws<UsageException>(() => OutputFile.Prepare(path));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Contains("there is no folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_refused()
    {
        UsageException refused = Assert.Throws<UsageException>(() => OutputFile.Prepare(_folder.Path));

        Assert.Contains("this is a folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_is_never_overwritten()
    {
        string path = _folder.Write("data.csv", "a\n1\n");

        UsageException refused = Assert.Throws<UsageException>(() => OutputFile.Prepare(path, path));

        Assert.Contains("would be overwritten", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
