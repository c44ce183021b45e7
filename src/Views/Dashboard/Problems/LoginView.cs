namespace Plumbline.Views.Dashboard;

/// <summary>The page that asks for a key.</summary>
/// <param name="Return">Where to go on.</param>
/// <param name="Failed">True after a key that was not known.</param>
public sealed record LoginView(FormToken Token, string Return, bool Failed);
