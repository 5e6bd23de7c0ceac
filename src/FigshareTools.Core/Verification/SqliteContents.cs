using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using FigshareTools.Hashing;

namespace FigshareTools.Verification;

/// <summary>What SQLite itself finds in a plate. Exactly one of the three is not null.</summary>
/// <param name="Tables">The tables of a sound database.</param>
/// <param name="Problem">The damage of a damaged one.</param>
/// <param name="LeftOut">Why this version of SQLite cannot check the database.</param>
internal sealed record SqliteContents(PlateTables? Tables, string? Problem = null, string? LeftOut = null)
{
    // Of the file header: the version of SQLite that wrote the file last, big endian (sqlite.org/fileformat2.html, 1.3.20).
    private const int WriterVersionAt = 96;

    /// <summary>Runs <c>PRAGMA quick_check</c> and counts the rows of every table.</summary>
    /// <exception cref="IOException">SQLite cannot read the file.</exception>
    public static SqliteContents Read(SqliteFunctions functions, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var database = SqliteDatabase.Open(functions, path);
            // sqlite_master, because sqlite_schema is known from SQLite 3.33 on only; RHEL 8 has 3.26.
            using var tables = database.Prepare(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name");
            var hasTable = tables.Read();
            // The statement stays open: as long as one is, an interrupt also ends statements that begin after it.
            using var stop = cancellationToken.Register(database.Interrupt);
            if (database.TextOf("PRAGMA quick_check(1)") is not "ok" and var found)
            {
                return Damaged(found.Split('\n').Last());
            }

            var counted = new List<PlateTable>();
            for (; hasTable; hasTable = tables.Read())
            {
                var name = tables.Text();
                counted.Add(new(name, database.NumberOf($"SELECT COUNT(*) FROM \"{name.Replace("\"", "\"\"")}\"")));
            }

            return new(new PlateTables(counted));
        }
        catch (SqliteException e) when (e.Code == SqliteException.Interrupted && cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (SqliteException e) when (
            e.Code == SqliteException.Corrupt && HasUnknownSchema(e) && WriterVersion(path) is var writer
            && writer > functions.VersionNumber())
        {
            return new(null, LeftOut: $"the database was written by SQLite {SqliteLibrary.VersionText(writer)}, and this "
                + $"system's SQLite {SqliteLibrary.VersionText(functions.VersionNumber())} cannot read its schema");
        }
        catch (SqliteException e) when (e.Code is SqliteException.Corrupt or SqliteException.NotADatabase)
        {
            return Damaged(SqliteDatabase.DescriptionOf(functions, e.Code));
        }
        catch (SqliteException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>SQLite calls a schema damaged, too, that uses a feature of a later version, such as STRICT tables.</summary>
    private static bool HasUnknownSchema(SqliteException error) =>
        error.Message.Contains("malformed database schema");

    private static int WriterVersion(string path)
    {
        using var file = new BinaryReader(FileMd5.Open(path));
        file.BaseStream.Position = WriterVersionAt;
        return (file.ReadByte() << 24) | (file.ReadByte() << 16) | (file.ReadByte() << 8) | file.ReadByte();
    }

    private static SqliteContents Damaged(string found) => new(null, $"the database is damaged: {found}");
}
