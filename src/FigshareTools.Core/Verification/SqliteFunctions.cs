using System;
using System.Runtime.InteropServices;
using FigshareTools.Files;

namespace FigshareTools.Verification;

/// <summary>
/// The functions of SQLite's C interface that verification calls, with the names they have there
/// (sqlite.org/c3ref/funclist.html).
/// </summary>
internal sealed class SqliteFunctions(SharedLibrary library)
{
    // winsqlite3.dll uses stdcall, every other build of SQLite cdecl. The two differ in 32-bit Windows processes only, where
    // Winapi means stdcall.
    private const CallingConvention Convention = CallingConvention.Winapi;

    public readonly OpenFunction OpenV2 = library.Function<OpenFunction>("sqlite3_open_v2");
    public readonly DatabaseFunction CloseV2 = library.Function<DatabaseFunction>("sqlite3_close_v2");
    public readonly DatabaseFunction ExtendedErrorCode = library.Function<DatabaseFunction>("sqlite3_extended_errcode");
    public readonly DatabaseTextFunction ErrorMessage = library.Function<DatabaseTextFunction>("sqlite3_errmsg");
    public readonly InterruptFunction Interrupt = library.Function<InterruptFunction>("sqlite3_interrupt");
    public readonly PrepareFunction PrepareV2 = library.Function<PrepareFunction>("sqlite3_prepare_v2");
    public readonly StatementFunction Step = library.Function<StatementFunction>("sqlite3_step");
    public readonly StatementFunction FinalizeStatement = library.Function<StatementFunction>("sqlite3_finalize");
    public readonly ColumnTextFunction ColumnText = library.Function<ColumnTextFunction>("sqlite3_column_text");
    public readonly ColumnLengthFunction ColumnBytes = library.Function<ColumnLengthFunction>("sqlite3_column_bytes");
    public readonly ColumnNumberFunction ColumnInt64 = library.Function<ColumnNumberFunction>("sqlite3_column_int64");
    public readonly ErrorTextFunction ErrorText = library.Function<ErrorTextFunction>("sqlite3_errstr");
    public readonly LibraryFunction VersionNumber = library.Function<LibraryFunction>("sqlite3_libversion_number");
    public readonly LibraryFunction IsThreadSafe = library.Function<LibraryFunction>("sqlite3_threadsafe");

    [UnmanagedFunctionPointer(Convention)]
    public delegate int OpenFunction(byte[] nameUtf8, out IntPtr database, int flags, IntPtr fileSystem);

    [UnmanagedFunctionPointer(Convention)]
    public delegate int DatabaseFunction(IntPtr database);

    [UnmanagedFunctionPointer(Convention)]
    public delegate IntPtr DatabaseTextFunction(IntPtr database);

    [UnmanagedFunctionPointer(Convention)]
    public delegate void InterruptFunction(IntPtr database);

    [UnmanagedFunctionPointer(Convention)]
    public delegate int PrepareFunction(IntPtr database, byte[] sqlUtf8, int length, out IntPtr statement, IntPtr tail);

    [UnmanagedFunctionPointer(Convention)]
    public delegate int StatementFunction(IntPtr statement);

    [UnmanagedFunctionPointer(Convention)]
    public delegate IntPtr ColumnTextFunction(IntPtr statement, int column);

    [UnmanagedFunctionPointer(Convention)]
    public delegate int ColumnLengthFunction(IntPtr statement, int column);

    [UnmanagedFunctionPointer(Convention)]
    public delegate long ColumnNumberFunction(IntPtr statement, int column);

    [UnmanagedFunctionPointer(Convention)]
    public delegate IntPtr ErrorTextFunction(int code);

    [UnmanagedFunctionPointer(Convention)]
    public delegate int LibraryFunction();
}
