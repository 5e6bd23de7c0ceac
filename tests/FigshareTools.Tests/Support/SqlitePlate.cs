using System.IO;
using Microsoft.Data.Sqlite;

namespace FigshareTools.Tests.Support;

/// <summary>A database as a plate is one.</summary>
internal static class SqlitePlate
{
    public static byte[] Bytes(int rows)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var source = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
            using (var connection = new SqliteConnection(source.ConnectionString))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText =
                    "CREATE TABLE Cells (Id INTEGER PRIMARY KEY, Note TEXT);"
                    + $"WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) "
                    + "INSERT INTO Cells SELECT i, printf('%0100d', i) FROM n";
                command.ExecuteNonQuery();
            }

            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
