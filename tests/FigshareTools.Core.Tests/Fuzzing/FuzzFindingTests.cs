namespace FigshareTools.Core.Tests.Fuzzing;

/// <summary>Inputs that were found to fail, each shortened and named by what it has.</summary>
public class FuzzFindingTests
{
    private const string Most = "9223372036854775807";

    [Theory]
    [InlineData("https://bridges.monash\uE90Eedu/ndownloader/files/26003087")]
    [InlineData("https://\u2028/files/1")]
    [InlineData("https://ndownloader.figshare.com/files/7?private_link=***")]
    [InlineData("https://ndownloader.figshare.com/files/7?private_link=%20")]
    [InlineData("https://figshare.com/s/%C3%A4")]
    public void References_with_hosts_or_keys_that_none_can_have(string input) => Read("references", input);

    [Theory]
    [InlineData("Location: //")]
    [InlineData("Location: https://\u2028st-1\u26CBama\u3000m/x")]
    [InlineData("Location: https://xn--/")]
    public void Redirects_to_hosts_that_none_can_be(string input) => Read("heads", input);

    [Fact]
    public void A_file_name_parameter_without_a_value() =>
        Read("heads", "Content-Disposition: attachment; filename=\"a\"; filename*");

    [Theory]
    [InlineData("""[{"id":7,"name":"a","computed_md5":"70E2AFD3FD7E336AE478B1E740A5F08E"}]""")]
    [InlineData("""[{"id":7,"name":"a","computed_md5":"not an MD5","size":-1}]""")]
    [InlineData("""[{"id":-2,"name":"a","size":0}]""")]
    public void Values_of_the_API_that_its_definition_forbids(string input) => Read("json", input);

    [Theory]
    [InlineData("""[{"id":7,"name":"\ud800","size":1}]""")]
    [InlineData("""[{"id":7,"\ud800":"a","size":1}]""")]
    [InlineData("""{"id":4,"folder_structure":{"7":"\ud800"},"files":[{"id":7,"name":"a","size":1}]}""")]
    [InlineData("""{"id":4,"folder_structure":{"2837142\ud8006":"a"},"files":[{"id":28371426,"name":"a","size":1}]}""")]
    public void Half_a_character_in_JSON(string input) => Read("json", input);

    [Theory]
    [InlineData("""{"id":4,"files":[null]}""")]
    [InlineData("""{"id":4,"authors":[null],"files":[{"id":7,"name":"a","size":1}]}""")]
    [InlineData("[null]")]
    public void Null_in_place_of_a_file_or_an_author(string input) => Read("json", input);

    [Fact]
    public void Lengths_whose_sum_overflows()
    {
        var files = new string[10];
        for (var i = 0; i < files.Length; i++)
        {
            files[i] = $$"""{"id":{{i + 1}},"name":"a{{i}}","size":{{Most}}}""";
        }

        Read("json", $$"""{"id":4,"size":1,"files":[{{string.Join(",", files)}}]}""");
    }

    [Fact]
    public void An_address_that_has_nothing_but_separators() => Read("csv", "FileId,DownloadUrl\n7,&\n");

    [Fact]
    public void A_name_with_half_a_character() => Read("texts", "a\ud800");

    private static void Read(string target, string input) => FuzzTargets.All[target].Read(input);
}
