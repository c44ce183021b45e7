using Plumbline.Engine.Models;

namespace Plumbline.Server.Models;

/// <summary>Keeps something of models beside the four stores, and lets it go when one is deleted.</summary>
interface IForgetsModels
{
    /// <summary>A model is being deleted. May be told again after a crash, when all of it or a part is gone already.</summary>
    void Forget(ModelDefinition model);
}
