using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using FigshareTools.Hosting.Tests.Support;

namespace FigshareTools.Hosting.Tests.Examples;

/// <summary>
/// examples/notify.ps1. The host has neither Invoke-RestMethod nor ConvertTo-Json: functions take their places, and keep what
/// they are given. The Pester tests send the request to a server.
/// </summary>
public sealed class NotifyScriptTests : IAsyncLifetime
{
    private const string Webhook = "https://chat.example.org/hooks/plates";

    private readonly TemporaryFolder _folder = new();
    private ExampleScripts _scripts = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _scripts = await ExampleScripts.StartAsync(Stop);
        _scripts.Invoke("""
            function global:ConvertTo-Json([Parameter(ValueFromPipeline)] $InputObject, $Depth) {
                $global:body, $global:depth = $InputObject, $Depth
                'json of é'
            }
            function global:Invoke-RestMethod([uri] $Uri, $Method, $ContentType, $Body) { $global:request = $PSBoundParameters }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await _scripts.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void Webhook_gets_the_summary_the_sums_and_the_failures()
    {
        Notify("1, 9");

        var body = Variable<Hashtable>("body");
        Assert.StartsWith("FigshareTools: 1 of 2 plates is there, 1 failed.\n", (string)body["text"]!, StringComparison.Ordinal);
        Assert.Equal((1, 1), ((int)body["plates"]!, (int)body["failed"]!));
        var failure = (Hashtable)Assert.Single((object[])body["failures"]!);
        Assert.Equal(("SQ9 (file 9)", "NotFound"), ((string)failure["plate"]!, (string)failure["errorId"]!));
        Assert.StartsWith("SQ9 (file 9): ", (string)failure["message"]!, StringComparison.Ordinal);
        // A failure is the third level: a text would come in place of it.
        Assert.Equal(3, Variable<int>("depth"));
    }

    [Fact]
    public void Night_without_failures_has_an_empty_list()
    {
        Notify("1, 2");

        var body = Variable<Hashtable>("body");
        Assert.Equal((2, 0), ((int)body["plates"]!, (int)body["failed"]!));
        Assert.Empty((object[])body["failures"]!);
    }

    [Fact]
    public void Request_is_a_post_of_utf8()
    {
        Notify("1");

        var request = Variable<IDictionary>("request");
        Assert.Equal((new Uri(Webhook), "Post"), ((Uri)request["Uri"]!, (string)request["Method"]!));
        Assert.Equal("application/json; charset=utf-8", (string)request["ContentType"]!);
        Assert.Equal("json of é"u8.ToArray(), (byte[])request["Body"]!);
    }

    private void Notify(string fileIds)
    {
        _scripts.Invoke($$"""
            . { $ErrorActionPreference = 'Stop'; Import-Module '{{ExampleScripts.ExamplesFolder}}/../out/FigshareTools' }
            $results = {{fileIds}} |
                ForEach-Object { [pscustomobject]@{ FileId = $_; Plate = "SQ$_"; FileName = "$_.bin"; ArticleId = 4 } } |
                Save-FigsharePlate -Destination '{{_folder.Path}}' -ErrorVariable failed -ErrorAction SilentlyContinue
            & '{{ExampleScripts.ExamplesFolder}}/notify.ps1' -Result $results -Failure $failed -Webhook {{Webhook}}
            """);
    }

    private T Variable<T>(string name) => (T)_scripts.Invoke($"$global:{name}").Select(Unwrapped).Single();

    private static object Unwrapped(PSObject value) => value.BaseObject;
}
