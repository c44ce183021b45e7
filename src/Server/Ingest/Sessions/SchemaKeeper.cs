using System.Collections.Immutable;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Ingest.Json;
using Plumbline.Server.Limits;
using Plumbline.Server.Models;

namespace Plumbline.Server.Ingest.Sessions;

/// <summary>Takes up in the catalog what events show of a model: the model itself, its columns, its versions.</summary>
sealed class SchemaKeeper(IModelCatalog catalog)
{
    const int MostTries = 20;

    /// <summary>The model as it is after these events.</summary>
    /// <exception cref="IngestFaultException">There are too many models, or somebody else has decided otherwise.</exception>
    internal ModelDefinition Advance(string name, ObservedBatch seen, DateTimeOffset at)
    {
        for (int i = 0; i < MostTries; i++)
        {
            ModelDefinition? known = catalog.FindModel(name);
            ModelDefinition after = known is null ? Learn(name, seen, at) : Grow(known, seen, at);
            if (ReferenceEquals(known, after)) return after;
            if (known is null)
            {
                if (TryAdd(after) is { } added) return added;
            }
            else if (catalog.UpdateModel(known, after)) return after;
        }
        throw new IngestFaultException(new BodyFault(503, "model_changing", $"The columns of '{name}' change all the time: send again."));
    }

    ModelDefinition Learn(string name, ObservedBatch seen, DateTimeOffset at)
    {
        if (!ModelNames.IsModel(name)) throw new IngestFaultException(NoName(name));
        if (catalog.Models().Count >= IngestLimits.Models)
        {
            throw new IngestFaultException(new BodyFault(422, "limit",
                $"There are {IngestLimits.Models} models, which is the most. Delete one, or send to one that exists.")
            {
                Field = LimitName.Models,
                Limit = LimitName.Models,
                Allowed = $"at most {IngestLimits.Models} models",
            });
        }
        ModelDefinition model = SchemaInference.Infer(name, seen.Columns, seen.Predictions, at);
        return model with { Versions = NewVersions(model, seen, at) };
    }

    static BodyFault NoName(string name)
    {
        const string allowed = "1 to 100 letters (a to z, A to Z), digits, dots, dashes and underscores, the first a letter or a digit";
        string shown = ProblemException.Shorten(name) ?? "";
        return new BodyFault(422, "model", $"'{shown}' cannot be the name of a model: it has {allowed}.") { Field = "model", Value = shown,
            Allowed = allowed };
    }

    ModelDefinition? TryAdd(ModelDefinition model)
    {
        try
        {
            return catalog.AddModel(model);
        }
        catch (StorageException taken) when (taken.Failure == StorageFailure.Conflict)
        {
            // Another request has just learnt the same model.
            return null;
        }
    }

    static ModelDefinition Grow(ModelDefinition known, ObservedBatch seen, DateTimeOffset at)
    {
        SchemaAdvance advance = SchemaEvolution.Advance(known.Schema, known.IsConfirmed, seen.Columns, at);
        if (advance.Conflicts is [var conflict, ..])
            throw new IngestFaultException(new BodyFault(409, "model_changing",
                $"While these rows were read, column '{conflict.Column}' became {conflict.Known}; they hold {conflict.Seen}. Send again."));
        ImmutableArray<ModelVersion> versions = NewVersions(known, seen, at);
        bool isSame = ReferenceEquals(advance.Revision, known.Schema) && versions.Length == known.Versions.Length;
        if (isSame) return known;
        ImmutableArray<SchemaRevision> revisions =
            ReferenceEquals(advance.Revision, known.Schema) ? known.Revisions : known.Revisions.Add(advance.Revision);
        bool mayGuess = known.Task is null && !known.IsConfirmed;
        return known with
        {
            Revisions = revisions,
            Versions = versions,
            Task = mayGuess ? SchemaInference.GuessTask(revisions[^1].Columns, seen.Predictions) : known.Task,
        };
    }

    static ImmutableArray<ModelVersion> NewVersions(ModelDefinition model, ObservedBatch seen, DateTimeOffset at)
    {
        var known = model.Versions.Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        return model.Versions.AddRange(seen.Versions.Where(v => !known.Contains(v)).Select(v => new ModelVersion(v, at, VersionRole.None)));
    }
}

/// <summary>What the events of a batch show that the model may not know yet.</summary>
/// <param name="Columns">Columns that are new or wider than known.</param>
/// <param name="Predictions">Distinct predictions, where they are classes.</param>
/// <param name="Versions">Versions among the events.</param>
sealed record ObservedBatch(IReadOnlyList<ObservedColumn> Columns, IReadOnlyCollection<string> Predictions, IReadOnlyList<string> Versions);
