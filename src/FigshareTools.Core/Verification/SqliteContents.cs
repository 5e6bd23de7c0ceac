#if NET
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FigshareTools.Verification;

/// <summary>What SQLite itself finds in a plate.</summary>
/// <param name="Tables">Its tables; null when it is damaged.</param>
/// <param name="Problem">The damage; null when there is none.</param>
internal sealed record SqliteContents(PlateTables? Tables, string? Problem)
{
    /// <summary>Runs <c>PRAGMA quick_check</c> and counts the rows of every table.</summary>
    /// <exception cref="IOException">SQLite cannot read the file.</exception>
    public static SqliteContents Read(string path, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = new SqliteConnection(ConnectionString(path));
            connection.Open();
            using var names = Command(
                connection, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name");
            using var tables = names.ExecuteReader();
            // The tables' statement stays open: while one is, an interrupt ends those too that begin after it.
            using var stop = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
            if (Value<string>(connection, "PRAGMA quick_check(1)") is not "ok" and var found)
            {
                return Damaged(found.Split('\n').Last());
            }

            var counted = new List<PlateTable>();
            while (tables.Read())
            {
                var name = tables.GetString(0);
                counted.Add(new(name, Value<long>(connection, $"SELECT COUNT(*) FROM \"{name.Replace("\"", "\"\"")}\"")));
            }

            return new(new PlateTables(counted), null);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            return Damaged(raw.sqlite3_errstr(e.SqliteErrorCode).utf8_to_string());
        }
        catch (SqliteException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>
    /// As immutable: nothing is locked, and no journal, shared memory or log is looked for or left beside the plate, not
    /// even for one that was published in WAL mode.
    /// </summary>
    private static string ConnectionString(string path)
    {
        var escaped = Uri.EscapeDataString(path.Replace('\\', '/')).Replace("%2F", "/", StringComparison.Ordinal);
        return new SqliteConnectionStringBuilder
        {
            DataSource = $"file://{(escaped[0] == '/' ? "" : "/")}{escaped}?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ConnectionString;
    }

    private static SqliteCommand Command(SqliteConnection connection, string statement)
    {
        var command = connection.CreateCommand();
        command.CommandText = statement;
        return command;
    }

    private static T Value<T>(SqliteConnection connection, string statement)
    {
        using var command = Command(connection, statement);
        return (T)command.ExecuteScalar()!;
    }

    private static SqliteContents Damaged(string found) => new(null, $"the database is damaged: {found}");
}
#endif
