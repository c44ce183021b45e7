using Plumbline.Engine.Profiles;

namespace Plumbline.Server.Projections;

/// <summary>A profile with its bin set in bytes, for keeping beside an evaluation: all that is needed to compute it again.</summary>
static class ProfileBytes
{
    public static byte[] Of(DatasetProfile profile)
    {
        using var bytes = new MemoryStream();
        ProfileJson.Write(profile, bytes);
        return bytes.ToArray();
    }
}
