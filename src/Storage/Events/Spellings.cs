using System.Text;
using Plumbline.DuckDb;
using Plumbline.Engine.Columns;

namespace Plumbline.Storage.Events;

/// <summary>Codes of why values are absent. An empty value needs none.</summary>
sealed class Spellings
{
    // Spellings are few; texts of unreadable values could be many, and only an example of each batch is known anyway.
    const int MostUnreadable = 10_000;

    readonly Dictionary<Absence, int> _codes = [];
    readonly List<Absence> _absences = [];
    int _stored;

    internal void Load(DuckDbConnection connection)
    {
        new SqlText().Add("SELECT text, unreadable FROM spellings ORDER BY code").Read(connection, chunk =>
        {
            for (int row = 0; row < chunk.RowCount; row++)
                Add(new Absence(Encoding.UTF8.GetString(chunk[0].Text(row)), chunk[1].Values<bool>()[row]));
        }, CancellationToken.None);
        _stored = _absences.Count;
    }

    /// <summary>The code of an absence, given now if it is new.</summary>
    internal int CodeOf(Absence absence)
    {
        if (_codes.TryGetValue(absence, out int code)) return code;
        return absence.IsUnreadable && _absences.Count >= MostUnreadable && absence.Text is { Length: > 0 }
            ? CodeOf(absence with { Text = "" }) : Add(absence);
    }

    /// <summary>What the codes mean, by code. The list only grows; the caller gets those known now.</summary>
    internal Absence[] ToArray()
    {
        lock (_absences) return [.. _absences];
    }

    /// <summary>Writes the codes given since the last time.</summary>
    internal void Store(DuckDbConnection connection)
    {
        for (; _stored < _absences.Count; _stored++)
            new SqlText().Add($"INSERT INTO spellings VALUES ({_stored}, ").Value(_absences[_stored].Text ?? "")
                .Add(_absences[_stored].IsUnreadable ? ", true)" : ", false)").Execute(connection, CancellationToken.None);
    }

    int Add(Absence absence)
    {
        _codes.Add(absence, _absences.Count);
        lock (_absences) _absences.Add(absence);
        return _absences.Count - 1;
    }
}
