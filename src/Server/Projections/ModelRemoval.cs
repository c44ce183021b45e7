using Plumbline.Engine.Storage;
using Plumbline.Server.Models;

namespace Plumbline.Server.Projections;

/// <summary>Removes everything of a deleted model but its rows, which the event store deletes when it comes to the entry of the
/// log.</summary>
/// <remarks>The entry of the log drives it: the request that deletes runs it at once, and every projection runs it again when it comes to
/// the entry, before it goes past. So a crash between any two steps only means that they are done once more.</remarks>
sealed class ModelRemoval(ICatalog catalog, LiveCells cells, BinSetCatalog binSets, Restatements restatements,
    IEnumerable<IForgetsModels> others)
{
    /// <summary>Removes a model. What is gone already is passed over.</summary>
    public void Remove(int number)
    {
        // Others know the model by its name, which only the catalog has: so its entry goes last.
        if (catalog.FindModel(number) is { } model)
            foreach (var other in others) other.Forget(model);
        cells.Forget(number);
        binSets.Forget(number);
        restatements.Forget(number);
        catalog.DeleteModel(number);
    }
}
