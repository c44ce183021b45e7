namespace Plumbline.Server.Models;

/// <summary>Limits of what is registered.</summary>
static class ModelLimits
{
    public const int Models = 10_000;
    public const int ModelNameLength = 100;
    public const int Columns = 1_000;
    public const int ColumnNameBytes = 200;
    public const int SegmentColumns = 20;
    public const int Versions = 1_000;
    public const int Revisions = 1_000;
}
