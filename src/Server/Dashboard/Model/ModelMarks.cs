using Plumbline.Engine.Models;
using Plumbline.Server.Annotations;
using Plumbline.Views.Dashboard;

namespace Plumbline.Server.Dashboard.Model;

/// <summary>What happened to a model, for every time axis: versions that were deployed, and what people noted.</summary>
sealed class ModelMarks(AnnotationRegister annotations, VersionStarts starts)
{
    const int MostDeployments = 50;

    // The first version was not deployed in place of another.
    public IReadOnlyList<TimeMark> Of(ModelDefinition model, CancellationToken cancellationToken) =>
    [
        .. model.Versions.OrderByDescending(v => v.FirstSeen).Take(MostDeployments + 1)
            .Select(v => new TimeMark(starts.Of(model, v, cancellationToken), MarkKind.Deployment, v.Name)).OrderBy(m => m.At).Skip(1),
        .. annotations.Of(model.Number).Select(a => new TimeMark(a.At, KindOf(a.Kind), a.Text, a.End) { Number = a.Number, By = a.By }),
    ];

    static MarkKind KindOf(AnnotationKind kind) => kind switch
    {
        AnnotationKind.Deployment => MarkKind.Deployment,
        AnnotationKind.Retrain => MarkKind.Retrain,
        AnnotationKind.Incident => MarkKind.Incident,
        AnnotationKind.Note => MarkKind.Note,
    };
}
