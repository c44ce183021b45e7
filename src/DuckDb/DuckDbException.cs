namespace Plumbline.DuckDb;

/// <summary>DuckDB refused something; <see cref="Exception.Message"/> is its own sentence.</summary>
public sealed class DuckDbException(string message, int errorType = 0) : Exception(message)
{
    /// <summary>DuckDB's number for the kind of error (<c>duckdb_error_type</c>); 0 when it gave none.</summary>
    public int ErrorType { get; } = errorType;
}
