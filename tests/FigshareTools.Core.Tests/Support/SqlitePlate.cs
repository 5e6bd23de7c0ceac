using System;
using System.IO;
using Microsoft.Data.Sqlite;

namespace FigshareTools.Core.Tests.Support;

/// <summary>Databases on disk, as plates are: two tables, the larger one over many pages.</summary>
internal static class SqlitePlate
{
    public const int PageSize = 4096;
    public const int Cells = 5000;

    public static void Create(string path, params string[] more)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var source = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        using var connection = new SqliteConnection(source.ConnectionString);
        connection.Open();
        Execute(connection, $"PRAGMA page_size = {PageSize}");
        Execute(connection, "CREATE TABLE Image (Id INTEGER PRIMARY KEY, Well TEXT)");
        Execute(connection, "INSERT INTO Image VALUES (1, 'A01'), (2, 'A02')");
        Execute(connection, "CREATE TABLE Cells (Id INTEGER PRIMARY KEY, Note TEXT)");
        Execute(connection,
            $"WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Cells}) "
            + "INSERT INTO Cells SELECT i, printf('%0100d', i) FROM n");
        foreach (var statement in more)
        {
            Execute(connection, statement);
        }
    }

    /// <summary>Overwrites a page within the file.</summary>
    public static void DamagePage(string path, int page)
    {
        using var file = File.OpenWrite(path);
        file.Position = (long)page * PageSize;
        var damage = new byte[PageSize];
        damage.AsSpan().Fill(0xFF);
        file.Write(damage);
    }

    private static void Execute(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
