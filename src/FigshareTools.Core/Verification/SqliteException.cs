using System;

namespace FigshareTools.Verification;

/// <summary>An error that SQLite reported (sqlite.org/rescode.html).</summary>
internal sealed class SqliteException(int code, string message) : Exception(message)
{
    /// <summary>The operation was ended from another thread.</summary>
    public const int Interrupted = 9;

    /// <summary>The file contradicts itself, or its schema cannot be parsed.</summary>
    public const int Corrupt = 11;

    /// <summary>The file is no database.</summary>
    public const int NotADatabase = 26;

    /// <summary>The primary result code.</summary>
    public int Code { get; } = code & 0xFF;
}
