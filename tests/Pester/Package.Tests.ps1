BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $module = Get-Module FigshareTools
    $manifest = Join-Path $module.ModuleBase 'FigshareTools.psd1'
}

Describe 'The package' {
    It 'is loaded from the module path by its name' {
        if ($env:FIGSHARETOOLS_MODULE -ne 'FigshareTools') {
            Set-ItResult -Skipped -Because 'these tests run without a package'
        }

        $folders = $env:PSModulePath.Split([IO.Path]::PathSeparator)
        $folders | Where-Object { $module.ModuleBase.StartsWith($_) } | Should -HaveCount 1
        $module.ModuleBase | Should -Not -BeLike "$root*"
    }

    It 'has a manifest without errors and warnings' {
        Test-ModuleManifest $manifest -WarningVariable warnings -ErrorVariable errors -WarningAction SilentlyContinue |
            Should -Not -BeNullOrEmpty
        $warnings | Should -BeNullOrEmpty
        $errors | Should -BeNullOrEmpty
    }

    It 'gives PSScriptAnalyzer nothing to report in its manifest' {
        if (-not (Get-Module PSScriptAnalyzer)) {
            Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed'
        }

        Invoke-ScriptAnalyzer -Path $manifest | ForEach-Object { "$($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }

    It 'lists exactly its files in the manifest' {
        if ($env:FIGSHARETOOLS_MODULE -ne 'FigshareTools') {
            Set-ItResult -Skipped -Because 'these tests run without a package'
        }

        $files = Get-ChildItem $module.ModuleBase -File -Recurse | ForEach-Object FullName
        (Test-ModuleManifest $manifest).FileList | Sort-Object | Should -Be ($files | Sort-Object)
    }

    It 'exports cmdlets with the module''s prefix' {
        $cmdlets = Get-Command -Module FigshareTools -CommandType Cmdlet
        $cmdlets.Count | Should -BeGreaterThan 4
        $cmdlets.Noun | Should -BeLike 'Figshare*'
    }

    It 'has help with at least three examples for <_>' -ForEach @('Save-FigsharePlate', 'Get-FigshareManifest') {
        $help = Get-Help $_
        $help.Synopsis | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
    }

    It 'has an about topic' {
        Get-Help about_FigshareTools | Out-String | Should -BeLike '*FigshareTools*'
    }
}
