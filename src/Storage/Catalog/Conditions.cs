using System.Globalization;
using System.Text;

namespace Plumbline.Storage.Catalogs;

/// <summary>A query put together from our own words; what users say is only ever a value beside it.</summary>
sealed class Conditions(string select)
{
    /// <summary>Most rows one query gives.</summary>
    const int MostRows = 10_000;

    readonly StringBuilder _text = new(select);
    readonly List<object?> _values = [];

    public string Text => _text.ToString();

    public object?[] Values => [.. _values];

    public void And(string left, object? value) => _text.Append(" AND ").Append(left).Append(Place(value));

    /// <summary>Only what comes behind a row in descending order of two columns.</summary>
    public void AndBefore(string first, object firstValue, string second, object secondValue) =>
        _text.Append(CultureInfo.InvariantCulture, $" AND ({first}, {second}) < ({Place(firstValue)}, {Place(secondValue)})");

    public Conditions Ordered(string by, int limit)
    {
        _text.Append(" ORDER BY ").Append(by).Append(" LIMIT ").Append(Place(Math.Clamp(limit, 0, MostRows)));
        return this;
    }

    string Place(object? value)
    {
        _values.Add(value);
        return "$" + _values.Count.ToString(CultureInfo.InvariantCulture);
    }
}
