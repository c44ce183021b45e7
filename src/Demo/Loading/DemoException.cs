namespace Plumbline.Demo.Loading;

/// <summary>The server did not take the fleet's events as they are.</summary>
public sealed class DemoException(string message) : Exception(message);
