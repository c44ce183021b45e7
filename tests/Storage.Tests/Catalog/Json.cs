using System.Text.Json;

namespace Plumbline.Storage.Tests.Catalogs;

/// <summary>Compares records with arrays in them by everything they hold.</summary>
static class Json
{
    static readonly JsonSerializerOptions s_all = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, s_all);

    public static void AssertEqual<T>(T expected, T actual) => Assert.Equal(Of(expected), Of(actual));
}
