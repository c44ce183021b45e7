using Plumbline.Engine.Storage;
using Plumbline.Server.Security;

namespace Plumbline.Browser.Tests.Serving;

/// <summary>What only an admin may do.</summary>
static class Deletion
{
    /// <summary>A key for a test, such as the terminal shows it at the first start.</summary>
    public static string AdminKey(ServedFleet fleet) => fleet.Server.Service<KeyRing>().Add("admin of a test", KeyScope.Admin, null).Secret;

    public static async Task OfAsync(ServedFleet fleet, string model)
    {
        using var api = new Api(fleet.Address);
        await api.SendAsync(HttpMethod.Delete, "models/" + model, new { }, AdminKey(fleet));
    }
}
