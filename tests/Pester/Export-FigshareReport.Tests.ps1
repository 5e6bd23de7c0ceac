BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-SimulatedFigshare
    $log = Join-Path $TestDrive 'night.jsonl'
    $save = @{ Destination = (Join-Path $TestDrive 'plates'); LogPath = $log; ErrorAction = 'SilentlyContinue' }
    $results = 18028784, 1 | Save-FigsharePlate @save -ErrorVariable failed
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'Export-FigshareReport' {
    It 'writes a page of a log, without scripts' {
        $page = Export-FigshareReport -LogPath $log -Path (Join-Path $TestDrive 'night.html') -PassThru

        $html = Get-Content $page.FullName -Raw
        ($html -as [xml]).html.body.main.header.h1 | Should -Be '1 of 2 plates is there, 1 failed'
        $html | Should -Not -Match '<script'
    }

    It 'writes a summary of results and errors' {
        $lines = $results, $failed | Export-FigshareReport

        $lines[0] | Should -Be 'FigshareTools: 1 of 2 plates is there, 1 failed.'
        $lines.Count | Should -BeLessOrEqual 10
        $lines -join "`n" | Should -Match 'file 1\b'
    }

    It 'reports what the log of a killed run has' {
        $lines = @(Get-Content $log | Where-Object { $_ -notmatch 'runEnded' }) + '{"schema":1,"time":"20'
        $torn = Join-Path $TestDrive 'torn.jsonl'
        Set-Content $torn $lines

        (Export-FigshareReport -LogPath $torn) -join "`n" | Should -Match 'No end is logged yet'
    }

    It 'keeps an existing page with -NoClobber' {
        $path = Join-Path $TestDrive 'kept.html'
        Set-Content $path 'mine'

        { Export-FigshareReport -LogPath $log -Path $path -NoClobber -ErrorAction Stop } | Should -Throw
        Get-Content $path | Should -Be 'mine'
    }
}
