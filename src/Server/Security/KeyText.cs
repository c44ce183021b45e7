using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Plumbline.Server.Security;

/// <summary>How secrets look: 256 random bits, so that a plain SHA-256 of one cannot be guessed back.</summary>
static class KeyText
{
    public const string Prefix = "plk_";
    const int Bytes = 32;

    // Prefix and 32 bytes as base64url.
    public const int Length = 4 + 43;

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    public static bool LooksRight(string text) => text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal);

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
