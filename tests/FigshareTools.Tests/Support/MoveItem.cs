namespace FigshareTools.Tests.Support;

/// <summary>Move-Item for files, which the session of the tests does not have: its module belongs to PowerShell itself.</summary>
internal static class MoveItem
{
    public const string Definition = """
        function global:Move-Item([string] $Path, [string] $Destination, [switch] $Force) {
            $from, $to = $Path, $Destination |
                ForEach-Object { $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($_) }
            [System.IO.File]::Move($from, $to, [bool] $Force)
        }

        """;
}
