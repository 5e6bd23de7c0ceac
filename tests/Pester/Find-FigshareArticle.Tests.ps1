BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-SimulatedFigshare
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'Find-FigshareArticle' {
    It 'finds an article that can be listed' {
        $found = Find-FigshareArticle -Title 'Cell Health' -Type Dataset

        $found.Id | Should -Be 9995672
        $found | Get-FigshareManifest | Should -HaveCount 9
    }

    It 'treats its parameters as text' {
        Find-FigshareArticle -Title 'Cell" OR :title: "Health' -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'shows a table' {
        Find-FigshareArticle -Title 'Cell Health' | Out-String -Width 120 |
            Should -Match 'Id\s+Published\s+Type\s+Title[\s-]+9995672'
    }

    It 'completes the types' {
        $line = 'Find-FigshareArticle -Type Data'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'Dataset'
    }

    It 'returns articles that Save-FigsharePlate refuses' {
        Find-FigshareArticle -Title 'Cell Health' | Save-FigsharePlate -Destination $TestDrive -ErrorVariable failed -ErrorAction SilentlyContinue
        "$failed" | Should -BeLike '*pipe it through Get-FigshareManifest*'
    }
}
