using System.Globalization;
using Plumbline.Server.Hosting.Problems;
using Plumbline.Server.Ingest.Json;

namespace Plumbline.Server.Ingest.Files;

/// <summary>Why a file cannot be read, or not to its end.</summary>
static class FileFaults
{
    internal static BodyFault Empty() => new(422, "file", "The file is empty: its first line names the columns, its other lines are rows.");

    internal static BodyFault HeaderOnly(int columns) => new(422, "file", $"The file names {columns} columns and has no row.");

    internal static BodyFault NoHeader() => new(422, "file",
        "The first line of the file holds values, not names: put a line with the names of the columns before it.");

    internal static BodyFault NoName(int place) => new(422, "file", $"Column {place} of the file has no name in the first line.");

    internal static BodyFault NameTwice(string name) => new(422, "file",
        $"Two columns of the file are called '{ProblemException.Shorten(name)}': each name stands for one column.");

    internal static BodyFault WrongFormat(string found, string wanted) => new(415, "media_type", $"The body is {found}. {wanted}");

    internal static BodyFault Unclosed(long row) => new(400, "file", string.Create(CultureInfo.InvariantCulture,
        $"A quote that opens in row {row}, counted from 0, is never closed. Nothing from there on was read."));

    internal static BodyFault RowTooLong(long row, int limit) => new(413, "row_too_large", string.Create(CultureInfo.InvariantCulture,
        $"Row {row}, counted from 0, does not end within {limit} bytes: is a quote not closed? Nothing from there on was read."));

    internal static BodyFault Unreadable(string why) => new(422, "file", why);

    internal static BodyFault Columns(string detail) => new(422, "columns", detail);
}
