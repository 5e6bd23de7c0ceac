using System;
using System.IO;
using Microsoft.Data.Sqlite;

namespace FigshareTools.Testing;

/// <summary>Creates SQLite files like plates, with a small table and one that fills many pages.</summary>
internal static class SqlitePlate
{
    /// <summary>The size of a page in bytes.</summary>
    public const int PageSize = 4096;

    /// <summary>The rows of the table Cells of <see cref="Create"/>.</summary>
    public const int Cells = 5000;

    /// <summary>Creates a database at a path, and executes further statements in it.</summary>
    public static void Create(string path, params string[] more)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var connection = Open(path);
        Execute(connection, $"PRAGMA page_size = {PageSize}");
        Execute(connection, "CREATE TABLE Image (Id INTEGER PRIMARY KEY, Well TEXT)");
        Execute(connection, "INSERT INTO Image VALUES (1, 'A01'), (2, 'A02')");
        CreateCells(connection, Cells);
        foreach (var statement in more)
        {
            Execute(connection, statement);
        }
    }

    /// <summary>Returns the bytes of a database with the table Cells alone.</summary>
    /// <param name="rows">The rows of the table.</param>
    public static byte[] Bytes(int rows)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (var connection = Open(path))
            {
                CreateCells(connection, rows);
            }

            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Overwrites a page of the file with 0xFF.</summary>
    public static void DamagePage(string path, int page)
    {
        using var file = File.OpenWrite(path);
        file.Position = (long)page * PageSize;
        var damage = new byte[PageSize];
        damage.AsSpan().Fill(0xFF);
        file.Write(damage);
    }

    private static SqliteConnection Open(string path)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        var connection = new SqliteConnection(source.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void CreateCells(SqliteConnection connection, int rows)
    {
        Execute(connection, "CREATE TABLE Cells (Id INTEGER PRIMARY KEY, Note TEXT)");
        Execute(connection,
            $"WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) "
            + "INSERT INTO Cells SELECT i, printf('%0100d', i) FROM n");
    }

    private static void Execute(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
