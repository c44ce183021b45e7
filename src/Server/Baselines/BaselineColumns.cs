using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Plumbline.Datasets;
using Plumbline.Datasets.Schemas;
using Plumbline.Datasets.Stores;
using Plumbline.Engine.Columns;
using Plumbline.Engine.Models;
using Plumbline.Engine.Profiles;
using Plumbline.Protocol;
using Plumbline.Server.Hosting;
using Plumbline.Server.Hosting.Problems;

namespace Plumbline.Server.Baselines;

/// <summary>How the columns of a file go with those of a model: which are read as the model has them, which are missing, which hold
/// something else.</summary>
sealed class BaselineColumns(ModelDefinition model, IReadOnlyList<string> names)
{
    /// <summary>Share of the values that do not fit the model's type from which the column holds something else.</summary>
    const double OtherType = .1;

    const int Named = 20;

    /// <summary>Looks at the names of a file's columns.</summary>
    /// <exception cref="DatasetException">It is no file of rows.</exception>
    internal static BaselineColumns Of(ModelDefinition model, string path, DatasetOptions flags, CancellationToken cancellationToken)
    {
        using var session = new ReadSession(flags, null);
        string[] names = [.. Planning.Columns(session.Open(path, cancellationToken)).Select(c => c.Name)];
        new ColumnFlags(flags).CheckNames(path, names);
        return new BaselineColumns(model, names);
    }

    /// <summary>The flags, with the roles that names tell where no flag does.</summary>
    internal DatasetOptions Complete(DatasetOptions flags) => flags with
    {
        Target = flags.Target ?? Present(NameOf(ColumnRole.Target) ?? LiveColumns.Truth),
        Prediction = flags.Prediction ?? Present(NameOf(ColumnRole.Prediction) ?? LiveColumns.Prediction),
        Scores = flags.Scores.Count > 0 ? flags.Scores : Present(LiveColumns.Score) is { } score ? [new ScoreColumn(score, null)] : [],
        Segments = flags.Segments.Count > 0 ? flags.Segments : [.. model.Schema.Columns.Segments.Where(names.Contains)],
        Protected = flags.Protected.Count > 0 ? flags.Protected : [.. model.Schema.Columns.Protected.Where(names.Contains)],
    };

    /// <summary>The model's columns that the file has too, as far as no flag says otherwise; null when there is none.</summary>
    /// <exception cref="ProblemException">422: the file has none of the columns of the model.</exception>
    internal Schema? Known(DatasetOptions flags)
    {
        string?[] flagged =
        [
            flags.Target, flags.Prediction, flags.Timestamp, flags.Id,
            .. flags.Scores.Select(s => s.Column), .. flags.Ignore, .. flags.Categorical, .. flags.Numeric,
        ];
        var own = model.Schema.Columns.Columns;
        if (own.Any(c => c.Role == ColumnRole.Feature) && !own.Any(c => names.Contains(c.Name)))
            throw ProblemException.Of(StatusCodes.Status422UnprocessableEntity, "invalid",
                $"The file shares no column with the model: it has {List(names)}; "
                + $"the model has {List(own.Select(c => c.Name))}.");
        ImmutableArray<ColumnDefinition> known = [.. own.Where(c => names.Contains(c.Name) && !flagged.Contains(c.Name))];
        return known.IsEmpty ? null : new Schema { Columns = known };
    }

    /// <summary>Sentences about columns of the model that the file lacks.</summary>
    internal IEnumerable<string> Missing(Schema made)
    {
        string[] missing =
        [
            .. model.Schema.Columns.Columns.Where(c => !names.Contains(c.Name) && c.Role switch
            {
                ColumnRole.Feature or ColumnRole.Segment or ColumnRole.Protected => true,
                ColumnRole.Prediction or ColumnRole.Score => made.First(c.Role) is null,
                _ => false,
            }).Select(c => c.Name),
        ];
        foreach (string name in missing.Take(Named))
            yield return $"The file has no column '{name}', which the model has: it cannot be compared with this baseline.";
        if (missing.Length > Named) yield return $"{missing.Length - Named} further columns of the model are not in the file either.";
    }

    /// <summary>Refuses a file whose columns hold something else than the model's.</summary>
    /// <exception cref="ProblemException">422: columns hold something else than the model's of their names.</exception>
    internal static void RequireTypes(DatasetProfile profile, Schema? known)
    {
        ProblemPart[] other =
        [
            .. profile.Columns.Where(c => known?.Find(c.Column.Name) is not null
                    && c.Unreadable.Count > OtherType * Math.Max(1, c.Rows - c.Missing.Count))
                .Select(c => new ProblemPart(c.Column.Name,
                    FormattableString.Invariant($"Column '{ProblemException.Shorten(c.Column.Name)}' is {Words.Of(c.Column.Type)} ")
                    + FormattableString.Invariant($"in the model; {c.Unreadable.Count} of {c.Rows} values of the file are not."), null,
                    Words.Of(c.Column.Type))),
        ];
        if (other.Length > 0) throw ProblemException.Invalid(other);
    }

    static string List(IEnumerable<string> all)
    {
        string[] listed = [.. all];
        return string.Join(", ", listed.Take(Named).Select(n => $"'{ProblemException.Shorten(n)}'"))
            + (listed.Length > Named ? ", ..." : "");
    }

    string? NameOf(ColumnRole role) => model.Schema.Columns.First(role)?.Name;

    string? Present(string name) => names.Contains(name) ? name : null;
}
