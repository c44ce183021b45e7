using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Types;
using Plumbline.DuckDb;

namespace Plumbline.Datasets.Parquet;

/// <summary>The rows of a Parquet file one after the other, a chunk of them in memory at a time.</summary>
sealed class ParquetRows : IDisposable
{
    const long Memory = 256L << 20;

    readonly DuckDbDatabase _database;
    readonly ParquetSource _source;
    IEnumerator<DuckDbChunk>? _chunks;
    QueryTarget[] _targets = [];
    int _row = -1;

    ParquetRows(DuckDbDatabase database, ParquetSource source) => (_database, _source) = (database, source);

    /// <summary>The columns that hold something that can be read.</summary>
    internal IReadOnlyList<SourceColumn> Columns => _source.Columns;

    internal long RowCount => _source.RowCount;

    /// <summary>Opens the file far enough to know its columns.</summary>
    /// <exception cref="DatasetException">It is no Parquet file, or a broken one.</exception>
    internal static ParquetRows Open(string path, CancellationToken cancellationToken)
    {
        FileOpening opening = FileOpening.Read(path);
        if (opening.Format != FileFormat.Parquet) throw new DatasetException($"'{path}' is not a Parquet file.");
        DuckDbDatabase database = DuckDbDatabase.OpenInMemory(new DuckDbOptions { MemoryLimitBytes = Memory, Threads = 1 });
        try
        {
            return new ParquetRows(database,
                ParquetSource.Open(opening, new MissingTokens(DatasetOptions.DefaultMissing), database, cancellationToken));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    internal bool IsBoolean(SourceColumn column) => _source.IsBoolean(column);

    /// <summary>Says which columns are wanted, and as what. Once, before the first row.</summary>
    internal void Choose(IReadOnlyList<(SourceColumn Column, Storage As)> wanted, CancellationToken cancellationToken)
    {
        ScanTarget[] targets =
        [
            .. wanted.Select(w => new ScanTarget(w.Column,
                ColumnBuilder.For(new ColumnPlan(w.Column.Name, w.As), new MissingTokens([]), TimeZoneInfo.Utc))),
        ];
        _chunks = _source.Chunks(targets, out _targets, cancellationToken).GetEnumerator();
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False when there is none.</returns>
    /// <exception cref="DatasetException">The file is damaged from here on.</exception>
    internal bool Next()
    {
        IEnumerator<DuckDbChunk> chunks = _chunks ?? throw new InvalidOperationException("No columns were chosen.");
        if (_row >= 0 && ++_row < chunks.Current.RowCount) return true;
        try
        {
            do
            {
                if (!chunks.MoveNext()) return false;
            }
            while (chunks.Current.RowCount == 0);
        }
        catch (DuckDbException broken)
        {
            throw new DatasetException($"'{_source.Opening.File}' cannot be read: {broken.Message}", broken);
        }
        _row = 0;
        return true;
    }

    /// <summary>The number in a column that was chosen as numbers.</summary>
    /// <returns>False when there is none: then there is a text, or nothing.</returns>
    internal bool TryNumber(int chosen, out double number)
    {
        bool isThere = IsThere(_targets[chosen].Value);
        number = isThere ? Chunk[_targets[chosen].Value].Values<double>()[_row] : double.NaN;
        return isThere;
    }

    /// <summary>Microseconds since 1970 in a column that was chosen as times, on the clock of the file's zone.</summary>
    /// <returns>False when there are none: then there is a text, or nothing.</returns>
    internal bool TryTime(int chosen, out long microseconds)
    {
        bool isThere = IsThere(_targets[chosen].Value);
        microseconds = isThere ? Chunk[_targets[chosen].Value].Values<long>()[_row] : 0;
        return isThere;
    }

    /// <summary>The text in a column: its value, or what a typed value could not be made of. Holds until the next row.</summary>
    internal bool TryText(int chosen, out ReadOnlySpan<byte> text)
    {
        QueryTarget target = _targets[chosen];
        int at = target.Builder is TextBuilder ? target.Value : target.Text;
        bool isThere = IsThere(at);
        text = isThere ? Chunk[at].Text(_row) : [];
        return isThere;
    }

    /// <summary>The list in a column that was chosen as vectors, NaN for elements without a value.</summary>
    /// <param name="chosen">The column's place among the chosen ones.</param>
    /// <param name="values">Gets the numbers, as many as there is room for.</param>
    /// <param name="length">How many there are.</param>
    internal bool TryVector(int chosen, Span<float> values, out int length)
    {
        length = 0;
        if (!IsThere(_targets[chosen].Value)) return false;
        DuckDbVector vector = Chunk[_targets[chosen].Value], elements = vector.ListElements();
        (int start, length) = vector.ListRange(_row).GetOffsetAndLength(elements.Length);
        for (int i = 0; i < Math.Min(length, values.Length); i++)
            values[i] = elements.IsValid(start + i) ? elements.Values<float>()[start + i] : float.NaN;
        return true;
    }

    public void Dispose()
    {
        _chunks?.Dispose();
        _database.Dispose();
    }

    DuckDbChunk Chunk => _chunks is { } chunks ? chunks.Current : throw new InvalidOperationException("No columns were chosen.");

    bool IsThere(int column) => column >= 0 && Chunk[column].IsValid(_row);
}
