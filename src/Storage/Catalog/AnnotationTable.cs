using Microsoft.Data.Sqlite;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Storage.Sqlite;

namespace Plumbline.Storage.Catalogs;

/// <summary>What people noted of models.</summary>
sealed class AnnotationTable(SqliteStore store, CatalogLimits limits)
{
    const string Fields = "SELECT number, model, kind, at, until, text, by, created_at FROM annotations";

    public IReadOnlyList<ModelAnnotation> Of(int model) =>
        store.Read(session => session.Query($"{Fields} WHERE model = $1 ORDER BY at, number", Read, model));

    public ModelAnnotation Add(ModelAnnotation annotation)
    {
        Columns.RequireLength(annotation.Text, limits.AnnotationLength, "The text of an annotation");
        Columns.RequireLength(annotation.By, limits.AnnotationLength, "The author of an annotation");
        return store.Write(session =>
        {
            if (session.Number("SELECT count(*) FROM models WHERE number = $1", annotation.Model) == 0)
                throw new StorageException(StorageFailure.Conflict, $"There is no model {annotation.Model} any more.");
            if (session.Number("SELECT count(*) FROM annotations WHERE model = $1", annotation.Model) >= limits.AnnotationsPerModel)
                throw new StorageException(StorageFailure.Limit,
                    $"The model has {limits.AnnotationsPerModel} annotations, the most that are kept. Delete one.");
            session.Execute("INSERT INTO annotations (model, kind, at, until, text, by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                annotation.Model, CatalogJson.Name(annotation.Kind), Micros.Of(annotation.At),
                annotation.End is { } end ? Micros.Of(end) : null, annotation.Text, annotation.By, Micros.Of(annotation.CreatedAt));
            return annotation with { Number = session.LastRowId };
        });
    }

    public bool Delete(int model, long number) =>
        store.Write(session => session.Execute("DELETE FROM annotations WHERE model = $1 AND number = $2", model, number)) > 0;

    /// <summary>Every row that cannot be read.</summary>
    internal static void Check(SqliteSession session, Action<long, Action> read) =>
        session.ForEach(Fields, row => read(row.GetInt64(0), () => Kind(row)));

    ModelAnnotation Read(SqliteDataReader row)
    {
        long number = row.GetInt64(0);
        return new ModelAnnotation
        {
            Number = number,
            Model = row.GetInt32(1),
            Kind = Columns.Content(store.Path, "annotations", number, () => Kind(row)),
            At = Micros.Moment(row.GetInt64(3)),
            End = Columns.MomentOrNull(row, 4),
            Text = row.GetString(5),
            By = row.GetString(6),
            CreatedAt = Micros.Moment(row.GetInt64(7)),
        };
    }

    static AnnotationKind Kind(SqliteDataReader row) => CatalogJson.Named<AnnotationKind>(row.GetString(2));
}
