using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Plumbline.DuckDb;

namespace Plumbline.Storage.Events;

/// <summary>A statement under construction: text of ours, values as parameters in the order in which they were added.</summary>
sealed class SqlText
{
    readonly StringBuilder _text = new();
    readonly List<object> _values = [];

    /// <summary>Adds SQL. Numbers in it are our own; nothing a user wrote may be in it.</summary>
    internal SqlText Add(string sql)
    {
        _text.Append(sql);
        return this;
    }

    internal SqlText Add(SqlInterpolation sql) => Add(sql.ToString());

    /// <summary>Adds a parameter.</summary>
    internal SqlText Value(string value) => AddValue(value);

    internal SqlText Value(long value) => AddValue(value);

    internal SqlText Value(double value) => AddValue(value);

    /// <summary>Adds another statement's text and parameters.</summary>
    internal SqlText Add(SqlText other)
    {
        _text.Append(other._text);
        _values.AddRange(other._values);
        return this;
    }

    internal long Execute(DuckDbConnection connection, CancellationToken cancellationToken)
    {
        using DuckDbStatement statement = Prepare(connection);
        return statement.Execute(cancellationToken);
    }

    /// <summary>Runs and hands over every chunk.</summary>
    internal void Read(DuckDbConnection connection, Action<DuckDbChunk> take, CancellationToken cancellationToken)
    {
        using DuckDbStatement statement = Prepare(connection);
        using DuckDbResult result = statement.Query(cancellationToken);
        while (result.Next(cancellationToken) is { } chunk)
            using (chunk) take(chunk);
    }

    /// <summary>The numbers of the only row; null where there is none.</summary>
    internal long?[] Row(DuckDbConnection connection, int columns, CancellationToken cancellationToken)
    {
        var row = new long?[columns];
        Read(connection, chunk =>
        {
            for (int i = 0; i < columns; i++) row[i] = chunk[i].IsValid(0) ? chunk[i].Values<long>()[0] : null;
        }, cancellationToken);
        return row;
    }

    public override string ToString() => _text.ToString();

    DuckDbStatement Prepare(DuckDbConnection connection)
    {
        DuckDbStatement statement = connection.Prepare(_text.ToString());
        for (int i = 0; i < _values.Count; i++)
            _ = _values[i] switch
            {
                string text => statement.Bind(i + 1, text),
                long number => statement.Bind(i + 1, number),
                double number => statement.Bind(i + 1, number),
                _ => throw new InvalidOperationException(),
            };
        return statement;
    }

    SqlText AddValue(object value)
    {
        _text.Append('?');
        _values.Add(value);
        return this;
    }
}

/// <summary>Interpolated SQL whose holes take numbers and fixed texts of ours in the invariant culture.</summary>
[InterpolatedStringHandler]
readonly ref struct SqlInterpolation
{
    readonly StringBuilder _text;

    public SqlInterpolation(int literalLength, int holes) => _text = new StringBuilder(literalLength + (holes * 12));

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(long number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(SqlName name) => _text.Append(name.Text);

    public override string ToString() => _text.ToString();
}

/// <summary>A piece of SQL that is written in this project: a table, a column, an expression.</summary>
readonly record struct SqlName(string Text)
{
    public static implicit operator SqlName(string text) => new(text);
}
