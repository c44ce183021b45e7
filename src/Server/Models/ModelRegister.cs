using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Engine.Models;
using Plumbline.Engine.Storage;
using Plumbline.Protocol;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Limits;

namespace Plumbline.Server.Models;

/// <summary>Registers models and changes them. A change that meets another is made again on what is there then.</summary>
public sealed class ModelRegister(ICatalog catalog, TimeProvider time)
{
    const int MostTries = 10;

    public ModelDefinition Find(string name) => catalog.FindModel(ModelNames.Model(name)) ?? throw ProblemException.UnknownModel(name);

    /// <summary>Registers a model, or changes the one of that name. What is left out stays as it is.</summary>
    public (ModelDefinition Model, bool IsNew) Put(string name, ModelRegistration given)
    {
        ModelNames.Model(name);
        RegistrationProblems.ThrowIfAny(given);
        for (int i = 0; i < MostTries; i++)
        {
            if (catalog.FindModel(name) is not { } before)
            {
                if (Add(name, given) is { } added) return (added, true);
                continue;
            }
            ModelDefinition after = Registration.Apply(before, given, time.GetUtcNow());
            if (after == before || catalog.UpdateModel(before, after)) return (after, false);
        }
        throw Busy(name);
    }

    /// <summary>Changes a model as <paramref name="change"/> says; it may be called more than once.</summary>
    public ModelDefinition Change(string name, Func<ModelDefinition, ModelDefinition> change)
    {
        for (int i = 0; i < MostTries; i++)
        {
            ModelDefinition before = Find(name), after = change(before);
            if (ReferenceEquals(after, before) || catalog.UpdateModel(before, after)) return after;
        }
        throw Busy(name);
    }

    /// <summary>Announces a version, or changes what is known of it. One version of an environment is champion at a time: the one before
    /// loses
    /// the role.</summary>
    /// <param name="name">The model.</param>
    /// <param name="version">The version.</param>
    /// <param name="role">Null: stays as it is.</param>
    /// <param name="environment">Null: stays as it is; empty: not known.</param>
    public ModelDefinition Announce(string name, string version, VersionRole? role, string? environment) => Change(name, model =>
    {
        int at = IndexOf(model.Versions, version);
        if (at < 0 && model.Versions.Length >= IngestLimits.Versions)
            throw ProblemException.Limit("versions", model.Versions.Length + 1, IngestLimits.Versions,
                $"The model has {IngestLimits.Versions} versions, the most it may have; a time stamp or a request id is no version.");
        var before = at < 0 ? new ModelVersion(version, time.GetUtcNow(), VersionRole.None) : model.Versions[at];
        var after = before with { Role = role ?? before.Role,
            Environment = environment switch { null => before.Environment, "" => null, _ => environment } };
        var versions = at < 0 ? model.Versions.Add(after) : model.Versions.SetItem(at, after);
        if (after.Role == VersionRole.Champion)
            versions = [.. versions.Select(v => IsDeposed(v, after) ? v with { Role = VersionRole.None } : v)];
        return versions.SequenceEqual(model.Versions) ? model : model with { Versions = versions };
    });

    /// <summary>Confirms the columns of a revision somebody has looked at.</summary>
    public ModelDefinition Confirm(string name, int revision) => Change(name, model =>
    {
        if (model.Schema.Number != revision)
            throw ProblemException.Conflict("revision", revision.ToString(CultureInfo.InvariantCulture),
                $"The columns have changed: revision {model.Schema.Number} is the newest. Look at it, then confirm that one.");
        return model.IsConfirmed ? model : model with { IsConfirmed = true };
    });

    ModelDefinition? Add(string name, ModelRegistration given)
    {
        int count = catalog.Models().Count;
        if (count >= IngestLimits.Models)
            throw ProblemException.Limit("models", count + 1, IngestLimits.Models,
                $"There are {IngestLimits.Models} models, the most there may be. "
                + "Delete one, or send this one's events under an existing name with a version of its own.");
        RequireColumns(given);
        try
        {
            return catalog.AddModel(Registration.New(name, given, time.GetUtcNow()));
        }
        catch (StorageException taken) when (taken.Failure == StorageFailure.Conflict)
        {
            // Somebody registered it in between; the next try changes it.
            return null;
        }
    }

    // Of a new model nothing is known that could be meant.
    static void RequireColumns(ModelRegistration given)
    {
        if (given.Schema is not { Columns: null } schema) return;
        foreach (var (field, names) in new[] { ("schema.segments", schema.Segments), ("schema.protected", schema.Protected) })
            if (names is [var name, ..])
                throw ProblemException.Invalid(field, name, "given together with schema.columns",
                    $"'{field}' names columns, and the model has none yet: give 'schema.columns' too, or send its first events.");
    }

    static bool IsDeposed(ModelVersion version, ModelVersion champion) =>
        version.Role == VersionRole.Champion && version.Environment == champion.Environment && version.Name != champion.Name;

    static int IndexOf(ImmutableArray<ModelVersion> versions, string name)
    {
        for (int i = 0; i < versions.Length; i++)
            if (versions[i].Name == name) return i;
        return -1;
    }

    static ProblemException Busy(string name) =>
        ProblemException.TooMany($"The model '{name}' is being changed by others; try again.", TimeSpan.FromSeconds(1), "busy");
}
