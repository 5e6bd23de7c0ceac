using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using FigshareTools.Simulator.Tests.Support;
using Microsoft.Data.Sqlite;

namespace FigshareTools.Simulator.Tests.CellHealth;

public sealed class CellHealthPlatesTests : IDisposable
{
    private const long Size = 256 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("figsharetools-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Article_has_nine_plates_with_the_real_file_ids()
    {
        var article = await CreateAsync();

        Assert.Equal((9995672, "10.35092/yhjc.9995672"), (article.Id, article.Doi));
        Assert.Equal([5, 6], article.Versions.Select(version => version.Number));
        Assert.Equal(
            CellHealthPlates.FileIds.Select(plate => (plate.Key + ".sqlite", plate.Value)),
            article.Latest.Files.Select(file => (file.Name, file.Id)));
        Assert.Equal(18506036, CellHealthPlates.FileIds["SQ00014613"]);
        Assert.All(article.Latest.Files, file =>
        {
            Assert.InRange(file.Content.Length, Size, 2 * Size);
            Assert.Equal(file.Content.Md5, file.ComputedMd5);
        });
        Assert.Equal(9, article.Latest.Files.Select(file => file.Content.Md5).Distinct().Count());
        Assert.Empty(Directory.GetFiles(_folder, "*.part"));
    }

    [Fact]
    public async Task Each_plate_is_a_valid_database_with_cytominer_tables()
    {
        var article = await CreateAsync();

        foreach (var name in article.Latest.Files.Select(file => file.Name))
        {
            using var plate = Open(name);

            Assert.Equal(["ok"], Query(plate, "PRAGMA quick_check"));
            Assert.Equal(
                ["Cells", "Cytoplasm", "Image", "Nuclei"],
                Query(plate, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"));
            Assert.Equal(
                [Path.GetFileNameWithoutExtension(name)],
                Query(plate, "SELECT DISTINCT Image_Metadata_Plate FROM Image"));
        }
    }

    [Fact]
    public async Task Each_object_has_an_image_and_a_row_in_every_compartment()
    {
        await CreateAsync();
        using var plate = Open("SQ00014610.sqlite");

        var cells = Assert.Single(Query(plate, "SELECT count(*) FROM Cells"));

        Assert.NotEqual("0", cells);
        Assert.Equal([cells], Query(plate, "SELECT sum(Image_Count_Cells) FROM Image"));
        Assert.Equal([cells], Query(plate, """
            SELECT count(*) FROM Cells
            JOIN Cytoplasm USING (TableNumber, ImageNumber, ObjectNumber)
            JOIN Nuclei USING (TableNumber, ImageNumber, ObjectNumber)
            JOIN Image USING (TableNumber, ImageNumber)
            WHERE Cytoplasm_Parent_Cells = ObjectNumber AND Cells_Parent_Nuclei = ObjectNumber
                AND Cells_AreaShape_Area > 0 AND length(Image_Metadata_Well) = 3
            """));
    }

    [Fact]
    public async Task Header_contains_the_length_of_the_file()
    {
        await CreateAsync();

        foreach (var path in Directory.GetFiles(_folder))
        {
            var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

            Assert.Equal("SQLite format 3\0"u8, bytes.AsSpan(0, 16));
            long pageSize = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(16));
            Assert.Equal(bytes.Length, pageSize * BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(28)));
        }
    }

    [Fact]
    public async Task Plates_of_the_same_size_have_the_same_bytes()
    {
        var first = Md5Of(await CreateAsync());
        Directory.GetFiles(_folder).ToList().ForEach(File.Delete);

        Assert.Equal(first, Md5Of(await CreateAsync()));
    }

    [Fact]
    public async Task Plates_of_the_requested_size_are_reused_and_others_recreated()
    {
        var first = Md5Of(await CreateAsync());
        Change("SQ00014610.sqlite", bytes => bytes[^1] ^= 0xFF);
        File.WriteAllBytes(PathOf("SQ00014611.sqlite"), File.ReadAllBytes(PathOf("SQ00014611.sqlite"))[..^1]);
        Change("SQ00014612.sqlite", bytes => bytes[0] = 0);
        File.WriteAllBytes(PathOf("SQ00014613.sqlite"), new byte[10]);
        File.WriteAllText(PathOf("SQ00014614.sqlite.part"), "left behind");
        File.Delete(PathOf("SQ00014614.sqlite"));

        var again = Md5Of(await CreateAsync());

        Assert.NotEqual(first[0], again[0]);
        Assert.Equal(first[1..], again[1..]);
        var larger = await CreateAsync(Size * 2);
        Assert.All(larger.Latest.Files, file => Assert.InRange(file.Content.Length, Size * 2, Size * 4));
    }

    private Task<SimulatedArticle> CreateAsync(long size = Size) =>
        CellHealthPlates.CreateAsync(_folder, size, TestContext.Current.CancellationToken);

    private static string[] Md5Of(SimulatedArticle article) =>
        [.. article.Latest.Files.Select(file => file.Content.Md5)];

    private string PathOf(string name) => Path.Combine(_folder, name);

    private void Change(string name, Action<byte[]> change)
    {
        var bytes = File.ReadAllBytes(PathOf(name));
        change(bytes);
        File.WriteAllBytes(PathOf(name), bytes);
    }

    private SqliteConnection Open(string name)
    {
        var source = new SqliteConnectionStringBuilder
        {
            DataSource = PathOf(name),
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        };
        var connection = new SqliteConnection(source.ConnectionString);
        connection.Open();
        return connection;
    }

    private static List<string> Query(SqliteConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this file.
        command.CommandText = statement;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
