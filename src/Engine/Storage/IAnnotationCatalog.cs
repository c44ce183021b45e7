using Plumbline.Engine.Models;

namespace Plumbline.Engine.Storage;

/// <summary>What people noted of models. Thread-safe; every call is one transaction.</summary>
public interface IAnnotationCatalog
{
    /// <summary>Annotations of a model, oldest first.</summary>
    IReadOnlyList<ModelAnnotation> Annotations(int model);

    /// <summary>Adds one and gives it its number.</summary>
    /// <exception cref="StorageException">The model is gone, or has as many as are kept.</exception>
    ModelAnnotation AddAnnotation(ModelAnnotation annotation);

    /// <summary>Takes one away.</summary>
    /// <returns>False when the model has none of that number.</returns>
    bool DeleteAnnotation(int model, long number);
}
