namespace Plumbline.Repository.Tests;

/// <summary>Paths of the checkout under test.</summary>
static class Checkout
{
    public static string Root => Plumbline.Testing.Repository.Root;

    public static string Path(params ReadOnlySpan<string> parts) => Plumbline.Testing.Repository.Path(parts);
}
