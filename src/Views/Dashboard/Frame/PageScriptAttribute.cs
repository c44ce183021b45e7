namespace Plumbline.Views.Dashboard;

/// <summary>Names the script of a page, a file of <c>Dashboard/Scripts</c>. The page works without it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PageScriptAttribute(string name) : Attribute
{
    public string Name => name;
}
