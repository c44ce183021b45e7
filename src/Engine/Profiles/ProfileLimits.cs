namespace Plumbline.Engine.Profiles;

/// <summary>How much a profile tells apart, for those who show it.</summary>
public static class ProfileLimits
{
    /// <summary>Values of one segment with a cell of their own; those first seen stay.</summary>
    public const int SegmentValues = CellGroup.MostSegmentValues;

    /// <summary>Categories of a column counted by name.</summary>
    public const int Categories = ColumnCells.CategoryLimit;

    /// <summary>Rarer categories told from new ones.</summary>
    public const int RareCategories = ColumnCells.RestLimit;

    /// <summary>New categories of a column counted by name.</summary>
    public const int UnseenCategories = CategoricalAccumulator.UnseenLimit;
}
