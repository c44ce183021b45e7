using Plumbline.Cli.CommandLine;

namespace Plumbline.Cli.Tests.CommandLine;

public class ShellLineTests
{
    [Fact]
    public void Arguments_are_quoted_where_a_shell_would_change_them()
    {
        string line = ShellLine.Quote(["plumbline", "report", "--reference", "my file.csv", "--target", "it's $HOME", ""]);

        Assert.Equal(@"plumbline report --reference 'my file.csv' --target 'it'\''s $HOME' ''", line);
    }
}
