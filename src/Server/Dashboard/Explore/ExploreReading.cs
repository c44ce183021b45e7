using System.Globalization;
using Microsoft.AspNetCore.Http;
using Plumbline.Engine.Messages;
using Plumbline.Engine.Models;
using Plumbline.Server.Reads;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Explore;

/// <summary>An address as what is asked for. What is impossible in it is told; nothing is guessed in its place.</summary>
sealed class ExploreReading(IQueryCollection query, ModelDefinition? model, Viewer viewer)
{
    const int MostColumns = 40;

    readonly AddressReading _read = new(query, viewer);

    public IReadOnlyList<Message> Problems => _read.Problems;

    public ExploreQuery Read()
    {
        var (where, between) = Conditions();
        var asked = new ExploreQuery
        {
            Model = model?.Name,
            Tab = FleetQuery.Parse<ExploreTab>(query["tab"]),
            Last = FleetQuery.Parse<ExploreSpan>(query["last"]),
            From = _read.Time("from"),
            To = _read.Time("to"),
            Version = _read.Text("version"),
            Environment = _read.Text("environment"),
            Id = _read.Text("id"),
            Tag = Tag(),
            Where = where,
            Between = between,
            Truth = FleetQuery.Parse<TruthState>(query["truth"]),
            Evaluation = Evaluation(),
            Subject = _read.Text("subject"),
            Measure = _read.Text("measure"),
            Columns = Columns(),
            Column = Column("column"),
            Find = _read.Text("find") ?? "",
            After = _read.Text("after"),
            // Empty says something here: rows that were wrong as a whole.
            Field = query["asked"] == "form" ? _read.Text("field") : query["field"] is [{ Length: <= AddressReading.LongestText } field]
                ? field : null,
            Reason = _read.Text("reason"),
        };
        _read.RequireOrder(asked.From, asked.To);
        // An evaluation has its own stretch of time.
        return asked.Evaluation is null ? asked with { Subject = null, Measure = null } : asked with { From = null, To = null };
    }

    KeyValuePair<string, string>? Tag()
    {
        if (_read.Text("tag") is not { } text) return null;
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0) return new(text[..equals], text[(equals + 1)..]);
        _read.Add(Message.Of("explore.bad_tag", ("value", AddressReading.Told(text))));
        return null;
    }

    long? Evaluation()
    {
        if (_read.Text("evaluation") is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0) return number;
        _read.Add(Message.Of("explore.no_evaluation", ("value", AddressReading.Told(text))));
        return null;
    }

    (List<KeyValuePair<string, string?>> Where, List<(string, double, double)> Between) Conditions()
    {
        var where = new List<KeyValuePair<string, string?>>();
        var between = new List<(string, double, double)>();
        foreach (string text in _read.Texts("where"))
            if (Pair(text) is var (column, value)) where.Add(new(column, value.Length == 0 ? null : value));
        foreach (string text in _read.Texts("between"))
            if (Pair(text) is var (column, range) && Range(range) is var (low, high)) between.Add((column, low, high));
        if (_read.Text("on") is { } on && IsKnown(on))
        {
            string value = _read.Text("value") ?? "";
            if (query["is"] != "between") where.Add(new(on, query["is"] == "missing" || value.Length == 0 ? null : value));
            else if (Range(value) is var (low, high)) between.Add((on, low, high));
        }
        if (where.Count + between.Count > EventParameters.MostConditions)
            _read.Add(Message.Of("explore.many_conditions", ("most",
                EventParameters.MostConditions.ToString(CultureInfo.InvariantCulture))));
        return (where, between);
    }

    // A column may have an equals sign in its name: the longest beginning that is a column counts.
    (string Column, string Value)? Pair(string text)
    {
        for (int at = text.LastIndexOf('='); at > 0; at = text.LastIndexOf('=', at - 1))
            if (Has(text[..at])) return (text[..at], text[(at + 1)..]);
        int first = text.IndexOf('=', StringComparison.Ordinal);
        _ = IsKnown(first > 0 ? text[..first] : text);
        return null;
    }

    (double Low, double High)? Range(string text)
    {
        string[] ends = text.Split("..");
        if (ends.Length == 2 && End(ends[0], double.NegativeInfinity) is { } low && End(ends[1], double.PositiveInfinity) is { } high
            && low <= high) return (low, high);
        _read.Add(Message.Of("explore.bad_range", ("value", AddressReading.Told(text))));
        return null;
    }

    static double? End(string text, double open) => text.Trim().Length == 0 ? open
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number
            : null;

    List<string> Columns()
    {
        string[] wanted = [.. _read.Texts("show").Where(IsKnown).Distinct(StringComparer.Ordinal)];
        if (wanted.Length > MostColumns)
            _read.Add(Message.Of("explore.many_columns", ("most", MostColumns.ToString(CultureInfo.InvariantCulture))));
        return [.. wanted.Take(MostColumns)];
    }

    string? Column(string name) => _read.Text(name) is { } column && IsKnown(column) ? column : null;

    bool Has(string column) => model?.Schema.Columns.Find(column) is not null;

    bool IsKnown(string column)
    {
        if (model is null || Has(column)) return true;
        _read.Add(Message.Of("explore.no_such_column", ("column", AddressReading.Told(column))));
        return false;
    }
}
