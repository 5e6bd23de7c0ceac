BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    # The manifest of the module is analyzed in the package, where the files that it names lie beside it.
    $scripts = Get-ChildItem $root -Include *.ps1, *.psd1 -Recurse -File |
        ForEach-Object { $_.FullName.Substring($root.Length + 1).Replace('\', '/') } |
        Where-Object { $_ -notmatch '(^|/)(out|bin|obj)/|^FigshareTools.psd1$' }
}

Describe 'Scripts and manifests' {
    It 'gives PSScriptAnalyzer nothing to report in <_>' -ForEach $scripts {
        if (-not (Get-Module PSScriptAnalyzer)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
        }

        $root = Split-Path (Split-Path $PSScriptRoot)
        Invoke-ScriptAnalyzer -Path (Join-Path $root $_) -Settings (Join-Path $root 'PSScriptAnalyzerSettings.psd1') |
            ForEach-Object { "$($_.ScriptName):$($_.Line) $($_.RuleName): $($_.Message)" } |
            Should -BeNullOrEmpty
    }
}
