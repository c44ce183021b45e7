using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Dashboard;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Storage.Catalogs;

namespace Plumbline.Server.Annotations;

/// <summary>What people note of models: checked, kept, and told to open dashboards.</summary>
sealed class AnnotationRegister(IAnnotationCatalog catalog, ChangeStream stream, TimeProvider clock)
{
    const string TextAllowed = "1 to 500 characters of one line";

    static readonly int s_longest = new CatalogLimits().AnnotationLength;
    static readonly DateTimeOffset s_earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero), s_latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<ModelAnnotation> Of(int model) => catalog.Annotations(model);

    /// <summary>Keeps what somebody says happened, and tells open pages.</summary>
    /// <exception cref="ProblemException">422: a field is wrong, or there are too many.</exception>
    public ModelAnnotation Add(ModelDefinition model, AnnotationRequest given, string by)
    {
        var kind = Words.Parse<AnnotationKind>(given.Kind)
            ?? throw ProblemException.Invalid("kind", given.Kind, Words.All<AnnotationKind>(),
            $"'{ProblemException.Shorten(given.Kind)}' is no kind of annotation; allowed: {Words.All<AnnotationKind>()}.");
        string text = given.Text.Trim();
        if (text.Length == 0 || text.Length > s_longest || text.Any(char.IsControl))
            throw ProblemException.Invalid("text", given.Text, TextAllowed, $"An annotation says what happened in {TextAllowed}.");
        Check("at", given.At, s_earliest);
        if (given.End is { } end)
        {
            Check("end", end, s_earliest);
            if (end <= given.At) throw ProblemException.Invalid("end", Written(end), "a time after 'at'", "'end' is not after 'at'.");
        }
        var added = Keep(new ModelAnnotation
        {
            Model = model.Number,
            Kind = kind,
            At = given.At.ToUniversalTime(),
            End = given.End?.ToUniversalTime(),
            Text = text,
            By = by,
            CreatedAt = clock.GetUtcNow(),
        });
        stream.Tell([Change.OfModel(model.Number)]);
        return added;
    }

    /// <summary>Removes one, and tells open pages.</summary>
    /// <exception cref="ProblemException">404: the model has none of that number.</exception>
    public void Delete(ModelDefinition model, long number)
    {
        if (!catalog.DeleteAnnotation(model.Number, number))
            throw ProblemException.NotFound("annotation", Invariant(number), $"The model '{model.Name}' has no annotation {number}.");
        stream.Tell([Change.OfModel(model.Number)]);
    }

    ModelAnnotation Keep(ModelAnnotation annotation)
    {
        try
        {
            return catalog.AddAnnotation(annotation);
        }
        catch (StorageException full) when (full.Failure == StorageFailure.Limit)
        {
            int most = new CatalogLimits().AnnotationsPerModel;
            throw ProblemException.Limit("annotations", most + 1, most, full.Message);
        }
    }

    static void Check(string field, DateTimeOffset time, DateTimeOffset earliest)
    {
        if (time < earliest || time >= s_latest)
            throw ProblemException.Invalid(field, Written(time), "a time from 1970 to 2199", $"'{field}' is not a time from 1970 to 2199.");
    }

    static string Written(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ssK", System.Globalization.CultureInfo.InvariantCulture);

    static string Invariant(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
