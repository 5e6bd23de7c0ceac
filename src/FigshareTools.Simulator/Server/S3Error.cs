namespace FigshareTools.Simulator;

/// <summary>An error response of S3.</summary>
internal sealed record S3Error(string Code, string Message)
{
    public static string Render(string code, string message) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message>"
        + "<RequestId>0123456789ABCDEF</RequestId><HostId>c2ltdWxhdG9y</HostId></Error>";

    public CannedResponse ToResponse(int status) => CannedResponse.Xml(status, Render(Code, Message));
}
