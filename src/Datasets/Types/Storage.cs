namespace Plumbline.Datasets.Types;

/// <summary>How the values of a column are held while they are read.</summary>
enum Storage
{
    Number,

    /// <summary>Categories, booleans and free text: a code per row.</summary>
    Text,
    Time,
    Vector,
}
