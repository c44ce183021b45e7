using System.Text;
using Plumbline.Cli.Settings;
using Plumbline.Engine.Profiles;

namespace Plumbline.Cli.Inputs;

/// <summary>Profiles on disk, recognised by their first bytes.</summary>
static class ProfileFile
{
    const int Looked = 512;

    /// <summary>True when the file says that it is a profile, of whatever version.</summary>
    public static bool IsProfile(string path)
    {
        try
        {
            if (!File.Exists(path)) return false;
            using FileStream file = File.OpenRead(path);
            byte[] start = new byte[Looked];
            string text = Encoding.UTF8.GetString(start, 0, file.ReadAtLeast(start, Looked, throwOnEndOfStream: false));
            return text.TrimStart('\ufeff').TrimStart().StartsWith('{') && text.Contains("\"plumbline/profile/", StringComparison.Ordinal);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return false; // the reader of data sets opens it again and says what is wrong
        }
    }

    /// <summary>The profile a file holds.</summary>
    /// <exception cref="UsageException">It is no profile, or damaged.</exception>
    public static DatasetProfile Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return ProfileJson.Read(file, path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: this profile cannot be read: {wrong.Message}");
        }
    }
}
