using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using FigshareTools.Tests.Support;

namespace FigshareTools.Tests.Cmdlets;

/// <summary>The cmdlets behind a proxy.</summary>
public class ProxyTests : ModuleTest
{
    private const string Password = "open sesame";

    private const string Credential = """
        [pscredential]::new('lab', [Net.NetworkCredential]::new('', 'open sesame').SecurePassword)
        """;

    [Theory]
    [InlineData("Save-FigsharePlate 11 -Destination $Folder -ArticleId 4")]
    [InlineData("Save-FigsharePlate 11 -Destination $Folder -ArticleId 4 -WhatIf")]
    [InlineData("Get-FigshareManifest 4 -NoCache")]
    [InlineData("Compare-FigshareManifest $Folder/md5sums.txt -Id 4 -NoCache")]
    [InlineData("Test-FigsharePlate -FileId 11 -FileName 11.bin -ArticleId 4 -Destination $Folder")]
    public async Task Each_cmdlet_uses_the_proxy_with_its_credentials(string line)
    {
        await using var proxy = new TestProxy { Credentials = $"lab:{Password}" };
        Publish(11);
        await File.WriteAllTextAsync(Path.Combine(Folder, "11.bin"), "other", Stop);
        await File.WriteAllTextAsync(Path.Combine(Folder, "md5sums.txt"), $"{new string('0', 32)}  11.bin\n", Stop);

        Run($"{line} -Proxy {proxy.Address} -ProxyCredential ({Credential})").Clean();

        Assert.NotEqual(0, proxy.ForwardedCount);
        Assert.Equal(Figshare.Log.Snapshot().Count, proxy.ForwardedCount);
    }

    [Theory]
    [InlineData("Find-FigshareArticle plates")]
    [InlineData("Get-FigshareManifest 4 -NoCache")]
    [InlineData("Save-FigsharePlate 11 -Destination $Folder")]
    public async Task A_proxy_that_wants_credentials_is_one_error(string line)
    {
        await using var proxy = new TestProxy { Credentials = $"lab:{Password}" };
        Publish(11);

        var error = Assert.Single(Run($"{line} -Proxy {proxy.Address}").Errors);

        Assert.StartsWith("ProxyCredentials,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(System.Management.Automation.ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Single(proxy.Requests);
    }

    [Theory]
    [InlineData("-NoProxy -Proxy http://lab:secret@proxy.lab:3128", "-NoProxy cannot be used together")]
    [InlineData("-ProxyUseDefaultCredentials -ProxyCredential ($Credential)", "contradict each other")]
    [InlineData("-Proxy lab:secret@proxy.lab:3128", "write it like http://proxy.lab:3128")]
    [InlineData("-Proxy ftp://proxy.lab:3128", "write it like http://proxy.lab:3128")]
    [InlineData("-Proxy proxy.lab", "write it like http://proxy.lab:3128")]
    public void Parameters_that_make_no_sense_end_the_cmdlet(string parameters, string message)
    {
        var error = Assert.Single(
            Run($"Get-FigshareManifest 4 {parameters.Replace("$Credential", Credential, StringComparison.Ordinal)}").Errors);

        Assert.StartsWith("BadProxy,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Exception.ToString(), StringComparison.Ordinal);
        Assert.Empty(Figshare.Log.Snapshot());
    }

    /// <summary>The module has no setting for a CA: the system's is the only one, here that of OpenSSL.</summary>
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Https_through_a_tunnel_is_verified_with_the_CA_of_the_system(bool isTrusted, bool usesVariable)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && ModuleUnderTest.Build != "net472", "OpenSSL on Linux reads SSL_CERT_FILE.");
        await using var proxy = new TestProxy { Credentials = $"lab:{Password}" };
        await using var tls = new TlsServer(Figshare.ApiUri);
        Publish(11);
        var ca = Path.Combine(Folder, "ca.pem");
        await File.WriteAllTextAsync(ca, tls.CaPem, Stop);
        var parameters = usesVariable ? "" : $"-Proxy {proxy.Address} -ProxyCredential ({Credential})";
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "FigshareTools.Host.dll"), "-ModulePath", ModuleUnderTest.Manifest, "-Command",
            $"Get-FigshareManifest 4 -NoCache -ApiUri {new Uri(tls.Address, "v2")} {parameters} -ErrorAction Continue",
        ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SSL_CERT_FILE"] = isTrusted ? ca : Path.Combine(Folder, "none.pem");
        start.Environment["SSL_CERT_DIR"] = Path.Combine(Folder, "none");
        if (usesVariable)
        {
            start.Environment["HTTPS_PROXY"] = $"http://lab:{Uri.EscapeDataString(Password)}@{proxy.Address.Authority}";
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Stop);
        var output = await process.StandardOutput.ReadToEndAsync(Stop) + await error;
        await process.WaitForExitAsync(Stop);

        Assert.Contains(isTrusted ? "11.bin" : "the certificate of localhost is not trusted", output, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", output, StringComparison.Ordinal);
        Assert.All(proxy.Requests, request => Assert.Equal("CONNECT", request.Method));
        Assert.Equal(1, proxy.ForwardedCount);
        Assert.Equal(1, tls.ConnectionCount);
    }
}
