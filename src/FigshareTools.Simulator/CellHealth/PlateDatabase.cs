using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;

namespace FigshareTools.Simulator;

/// <summary>Creates the SQLite file of a plate.</summary>
/// <remarks>
/// The measurements come from a pool of rows in a temporary table. Each image copies a different range of the pool
/// within SQLite, which is many times faster than inserting every value from C#.
/// </remarks>
internal sealed class PlateDatabase(SqliteConnection connection, string plate)
{
    private const int PoolSize = 1000;
    private const int WellRows = 16;
    private const int WellColumns = 24;

    public static async Task CreateAsync(string path, string plate, long size, CancellationToken cancellationToken)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        await using var connection = new SqliteConnection(source.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        var database = new PlateDatabase(connection, plate);

        // An interruption leaves a .part file that is never used: the database needs no journal.
        database.Execute("PRAGMA journal_mode = OFF");
        database.Execute("PRAGMA synchronous = OFF");
        database.Execute("PRAGMA locking_mode = EXCLUSIVE");
        database.Execute("PRAGMA temp_store = MEMORY");
        database.Execute($"PRAGMA user_version = {PlateHeader.UserVersion(size)}");
        database.Fill(size, cancellationToken);
    }

    private void Fill(long size, CancellationToken cancellationToken)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var statement in PlateSchema.Tables.Concat(PlateSchema.Indexes))
        {
            Execute(statement);
        }

        CreatePool();
        var objectsPerImage = ObjectsPerImage(size);
        using var image = CreateImageInsert();
        List<SqliteCommand> objects = [.. PlateSchema.Compartments.Select(CreateObjectInsert)];
        using var reached = connection.CreateCommand();
        reached.CommandText = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        for (var number = 1; (long)reached.ExecuteScalar()! < size; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            InsertImage(image, objects, number, objectsPerImage);
        }

        objects.ForEach(command => command.Dispose());
        transaction.Commit();
    }

    // The plate grows image by image. At least some hundred images per plate keep its size within one percent.
    private static int ObjectsPerImage(long size) => (int)Math.Clamp(size / 300_000, 1, 150);

    private void InsertImage(SqliteCommand image, List<SqliteCommand> objects, int number, int objectCount)
    {
        var well = (number - 1) % (WellRows * WellColumns);
        var table = TableNumber(number);
        var first = (int)((number * 7919L) % (PoolSize - objectCount));

        image.Parameters["$table"].Value = table;
        image.Parameters["$image"].Value = number;
        image.Parameters["$well"].Value = $"{(char)('A' + (well / WellColumns))}{(well % WellColumns) + 1:D2}";
        image.Parameters["$site"].Value = ((number - 1) / (WellRows * WellColumns)) + 1;
        image.Parameters["$count"].Value = objectCount;
        image.Parameters["$first"].Value = first;
        image.ExecuteNonQuery();
        foreach (var command in objects)
        {
            command.Parameters["$table"].Value = table;
            command.Parameters["$image"].Value = number;
            command.Parameters["$count"].Value = objectCount;
            command.Parameters["$first"].Value = first;
            command.ExecuteNonQuery();
        }
    }

    // Returns 32 hexadecimal digits, as in the real plates.
    private string TableNumber(int image)
    {
        var origin = string.Create(CultureInfo.InvariantCulture, $"{plate}/{image}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)))[..32];
    }

    // The seed is the plate's number: the same plate of the same size always has the same bytes.
    private void CreatePool()
    {
        var columns = PoolColumns(PlateSchema.Features("Cells").Count());
        Execute($"CREATE TEMP TABLE Pool (Id INTEGER PRIMARY KEY, {string.Join(", ", columns)})");
        using var insert = connection.CreateCommand();
        insert.CommandText =
            $"INSERT INTO Pool VALUES (NULL, {string.Join(", ", columns.Select(column => "$" + column))})";
        SqliteParameter[] values = [.. columns.Select(column => insert.Parameters.Add("$" + column, SqliteType.Real))];
        var random = new Random(int.Parse(plate.AsSpan(2), CultureInfo.InvariantCulture));
        for (var row = 0; row < PoolSize; row++)
        {
            foreach (var value in values)
            {
                value.Value = random.NextDouble() * 100;
            }

            insert.ExecuteNonQuery();
        }
    }

    private SqliteCommand CreateImageInsert()
    {
        var values = PoolColumns(PlateSchema.ImageFeatures.Count());
        var command = connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO {PlateSchema.Image} SELECT $table, $image, '{plate}', $well, $site, $count, "
            + $"{string.Join(", ", values)} FROM Pool WHERE Id = $first + 1";
        AddParameters(command, "$table", "$image", "$well", "$site", "$count", "$first");
        return command;
    }

    private SqliteCommand CreateObjectInsert(string table)
    {
        // Each object has one row in every compartment, all with the same number.
        var parents = string.Concat(PlateSchema.ParentColumns(table).Select(_ => "Id - $first, "));
        var values = PoolColumns(PlateSchema.Features(table).Count());
        var command = connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO {table} SELECT $table, $image, Id - $first, {parents}{string.Join(", ", values)} "
            + "FROM Pool WHERE Id > $first AND Id <= $first + $count";
        AddParameters(command, "$table", "$image", "$count", "$first");
        return command;
    }

    private static string[] PoolColumns(int count) =>
        [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"V{i}"))];

    private static void AddParameters(SqliteCommand command, params IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
    }

    private void Execute(string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
