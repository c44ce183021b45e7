using System.Globalization;
using Plumbline.Datasets.Columns;
using Plumbline.Datasets.Files;
using Plumbline.Datasets.Stores;
using Plumbline.Datasets.Types;
using Plumbline.Engine.Messages;

namespace Plumbline.Datasets.Truths;

/// <summary>Gives each row of a data set the truth of the same id from a file of its own. Rows are never matched by their
/// position.</summary>
sealed class TruthJoin(ReadSession session, string path, string truthsPath, IReadOnlyList<RowSource> truths, IReadOnlyList<RowSource> data)
{
    readonly Loader _truths = new(session, truths, null);

    /// <summary>The column by which the two are joined.</summary>
    /// <param name="known">Columns of the data set.</param>
    /// <param name="columns">Columns of the truths.</param>
    internal string FindId(IReadOnlyList<SourceColumn> known, IReadOnlyList<SourceColumn> columns)
    {
        if (session.Options.Id is { } given)
            return columns.Any(c => c.Name == given) ? given
                : throw new DatasetException($"'{truthsPath}' has no column '{given}', which --id names.{NearestName.Hint(given, columns.Select(c => c.Name))}"
                    + " Both files need the column that identifies a row.");
        string[] shared = [.. columns.Select(c => c.Name).Where(n => known.Any(k => k.Name == n) && n != session.Options.Target)];
        string[] ids = [.. shared.Where(IdRule.HasIdName)];
        if (ids.Length == 1) return ids[0];
        string found = shared.Length == 0 ? "they share no column" : $"they share {string.Join(", ", shared.Select(s => $"'{s}'"))}";
        throw new DatasetException($"The truths in '{truthsPath}' cannot be joined to '{path}': {found}, and which column identifies a row is not clear. "
            + "Pass --id with the column that both files have; rows are not matched by their position.");
    }

    /// <summary>For each row of the data set the row of its truth, or -1. What does not match is said aloud.</summary>
    internal int[] Match(string id, CancellationToken cancellationToken)
    {
        var plan = new ColumnPlan(id, Storage.Text);
        var keys = (TextColumn)_truths.LoadColumn(plan, cancellationToken);
        var rowOf = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] codes = keys.Codes.ToArray();
        long repeated = 0;
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] < 0) continue;
            if (rowOf.ContainsKey(keys.Categories[codes[row]])) repeated++;
            rowOf[keys.Categories[codes[row]]] = row;
        }
        var ids = (TextColumn)new Loader(session, data, session.Options.Rows).LoadColumn(plan, cancellationToken);
        int[] truthOf = [.. ids.Categories.Select(c => rowOf.GetValueOrDefault(c, -1))];
        int[] rows = ids.Codes.ToArray();
        for (int i = 0; i < rows.Length; i++) rows[i] = rows[i] < 0 ? -1 : truthOf[rows[i]];
        Report(id, rows, rowOf.Count, repeated);
        return rows;
    }

    /// <summary>A column of the truths, before it is joined.</summary>
    internal StoredColumn Load(ColumnPlan plan, CancellationToken cancellationToken) => _truths.LoadColumn(plan, cancellationToken);

    void Report(string id, int[] rows, int truthCount, long repeated)
    {
        long matched = rows.LongCount(r => r >= 0);
        int used = rows.Where(r => r >= 0).Distinct().Count();
        if (matched == 0)
            throw new DatasetException($"No row of '{path}' has its '{id}' in '{truthsPath}': is '{id}' the same identifier in both files? Name another with --id.");
        Say("datasets.truths_joined", ("column", id), ("matched", Text(matched)), ("rows", Text(rows.Length)));
        if (matched < rows.Length)
            Say("datasets.rows_without_truth", ("count", Text(rows.Length - matched)), ("rows", Text(rows.Length)), ("column", id));
        if (used < truthCount)
            Say("datasets.truths_without_row", ("count", Text(truthCount - used)), ("truths", Text(truthCount)), ("column", id));
        if (repeated > 0) Say("datasets.truths_repeated", ("count", Text(repeated)), ("column", id));
    }

    void Say(string key, params ReadOnlySpan<(string Name, string Value)> arguments) =>
        session.Warnings.Add(Message.Of(key, [("file", path), ("truths_file", truthsPath), .. arguments]));

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
