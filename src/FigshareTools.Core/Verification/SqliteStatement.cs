using System;

namespace FigshareTools.Verification;

/// <summary>A statement of an open database, and the row that it stands at.</summary>
internal sealed class SqliteStatement(SqliteFunctions functions, SqliteDatabase database, IntPtr handle) : IDisposable
{
    private const int HasRow = 100;
    private const int IsDone = 101;

    /// <summary>Moves to the next row; false when there is none.</summary>
    /// <exception cref="SqliteException">The statement fails.</exception>
    public bool Read() => functions.Step(handle) switch
    {
        HasRow => true,
        IsDone => false,
        var code => throw database.Error(code),
    };

    /// <summary>The row's first column as text.</summary>
    public string Text()
    {
        // In this order: the length is that of the text only after the column was converted to text.
        var text = functions.ColumnText(handle, 0);
        return text == IntPtr.Zero ? "" : SqliteDatabase.Text(text, functions.ColumnBytes(handle, 0));
    }

    /// <summary>The row's first column as a number.</summary>
    public long Number() => functions.ColumnInt64(handle, 0);

    /// <inheritdoc/>
    public void Dispose() => functions.FinalizeStatement(handle);
}
