using System.Text.Json;

namespace Plumbline.Client;

/// <summary>The value of a feature, a prediction or a truth: a number, a text, a boolean, a vector, or missing. Plain values convert to it
/// by themselves.</summary>
/// <remarks>NaN and null are missing; infinities are sent and counted as infinite.</remarks>
/// <example><code>
/// FeatureValue age = 42, plan = "gold", active = true, income = null;
/// </code></example>
public readonly struct FeatureValue
{
    readonly object? _reference;
    readonly long _bits;
    readonly Kind _kind;

    FeatureValue(Kind kind, long bits, object? reference = null) => (_kind, _bits, _reference) = (kind, bits, reference);

    enum Kind : byte
    {
        Missing,
        Number,
        Integer,
        Boolean,
        Text,
        Vector,
    }

    /// <summary>No value.</summary>
    public static FeatureValue Missing => default;

    /// <summary>True for null and NaN.</summary>
    public bool IsMissing => _kind == Kind.Missing;

    /// <summary>A <c>double</c>, <c>long</c>, <c>bool</c>, <c>string</c> or <c>float[]</c>; null when missing.</summary>
    public object? Content => _kind switch
    {
        Kind.Missing => null,
        Kind.Number => BitConverter.Int64BitsToDouble(_bits),
        Kind.Integer => _bits,
        Kind.Boolean => _bits != 0,
        Kind.Text or Kind.Vector => _reference,
    };

    public static implicit operator FeatureValue(double value) =>
        double.IsNaN(value) ? default : new(Kind.Number, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator FeatureValue(double? value) => value is { } number ? number : default(FeatureValue);

    public static implicit operator FeatureValue(long value) => new(Kind.Integer, value);

    public static implicit operator FeatureValue(int value) => new(Kind.Integer, value);

    public static implicit operator FeatureValue(bool value) => new(Kind.Boolean, value ? 1 : 0);

    public static implicit operator FeatureValue(string? value) => value is null ? default : new(Kind.Text, 0, value);

    /// <summary>A vector, such as an embedding. The array is written before the call that takes it returns.</summary>
    public static implicit operator FeatureValue(float[]? value) => value is null ? default : new(Kind.Vector, 0, value);

    internal void Write(Utf8JsonWriter writer)
    {
        switch (_kind)
        {
            case Kind.Missing:
                writer.WriteNullValue();
                break;
            case Kind.Number:
                WriteNumber(writer, BitConverter.Int64BitsToDouble(_bits));
                break;
            case Kind.Integer:
                writer.WriteNumberValue(_bits);
                break;
            case Kind.Boolean:
                writer.WriteBooleanValue(_bits != 0);
                break;
            case Kind.Text:
                writer.WriteStringValue((string)_reference!);
                break;
            case Kind.Vector:
                WriteVector(writer, (float[])_reference!);
                break;
        }
    }

    // JSON has no infinity; Plumbline reads the bare word, so that a column of numbers stays one.
    internal static void WriteNumber(Utf8JsonWriter writer, double value)
    {
        if (double.IsFinite(value)) writer.WriteNumberValue(value);
        else if (double.IsNaN(value)) writer.WriteNullValue();
        else writer.WriteRawValue(value > 0 ? "Infinity"u8 : "-Infinity"u8, skipInputValidation: true);
    }

    static void WriteVector(Utf8JsonWriter writer, float[] values)
    {
        writer.WriteStartArray();
        foreach (float value in values)
        {
            if (float.IsFinite(value)) writer.WriteNumberValue(value);
            else WriteNumber(writer, value);
        }
        writer.WriteEndArray();
    }
}
