using System;
using System.Runtime.InteropServices;
using System.Text;

namespace FigshareTools.Verification;

/// <summary>A database that is open for reading.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int ReadOnly = 0x1;
    private const int NameIsUri = 0x40;
    private const int FullMutex = 0x10000;

    private readonly SqliteFunctions _functions;
    private IntPtr _handle;

    private SqliteDatabase(SqliteFunctions functions, IntPtr handle)
    {
        _functions = functions;
        _handle = handle;
    }

    /// <summary>
    /// Opens a file as immutable: nothing is locked, and SQLite neither looks for nor leaves a journal, shared memory or a log
    /// beside the plate, not even for one that was published in WAL mode.
    /// </summary>
    /// <exception cref="SqliteException">SQLite cannot open it.</exception>
    public static SqliteDatabase Open(SqliteFunctions functions, string path)
    {
        var escaped = Uri.EscapeDataString(path.Replace('\\', '/')).Replace("%2F", "/");
        var uri = $"file://{(escaped[0] == '/' ? "" : "/")}{escaped}?immutable=1";
        var code = functions.OpenV2(Utf8(uri), out var handle, ReadOnly | NameIsUri | FullMutex, IntPtr.Zero);
        // SQLite gives a handle also when it fails, so that the error can be read from it.
        var database = new SqliteDatabase(functions, handle);
        if (code == 0)
        {
            return database;
        }

        var error = database.Error(code);
        database.Dispose();
        throw error;
    }

    /// <summary>Prepares a statement.</summary>
    /// <exception cref="SqliteException">SQLite refuses it, or cannot read the schema.</exception>
    public SqliteStatement Prepare(string sql)
    {
        var code = _functions.PrepareV2(_handle, Utf8(sql), -1, out var statement, IntPtr.Zero);
        return code == 0 ? new SqliteStatement(_functions, this, statement) : throw Error(code);
    }

    /// <summary>The first column of a statement's first row, as text.</summary>
    /// <exception cref="SqliteException">The statement fails.</exception>
    public string TextOf(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Read() ? statement.Text() : "";
    }

    /// <summary>The first column of a statement's first row, as a number.</summary>
    /// <exception cref="SqliteException">The statement fails.</exception>
    public long NumberOf(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Read() ? statement.Number() : 0;
    }

    /// <summary>Ends what runs, from any thread. The database must stay open during the call.</summary>
    public void Interrupt() => _functions.Interrupt(_handle);

    /// <summary>The error that the last call reported.</summary>
    public SqliteException Error(int code)
    {
        var message = _handle == IntPtr.Zero ? null : Text(_functions.ErrorMessage(_handle));
        var extended = _handle == IntPtr.Zero ? code : _functions.ExtendedErrorCode(_handle);
        return new SqliteException(code, $"SQLite error {extended}: {message ?? DescriptionOf(_functions, code)}");
    }

    /// <summary>What SQLite calls an error, without details.</summary>
    public static string DescriptionOf(SqliteFunctions functions, int code) =>
        Text(functions.ErrorText(code)) ?? $"error {code}";

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle != IntPtr.Zero)
        {
            _functions.CloseV2(_handle);
            _handle = IntPtr.Zero;
        }
    }

    /// <summary>Decodes text of a known length.</summary>
    internal static string Text(IntPtr utf8, int length)
    {
        var bytes = new byte[length];
        Marshal.Copy(utf8, bytes, 0, length);
        return Encoding.UTF8.GetString(bytes);
    }

    private static string? Text(IntPtr utf8)
    {
        if (utf8 == IntPtr.Zero)
        {
            return null;
        }

        var length = 0;
        while (Marshal.ReadByte(utf8, length) != 0)
        {
            length++;
        }

        return Text(utf8, length);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
