BeforeAll {
    . $PSScriptRoot/TestFigshare.ps1
    $figshare = Start-FaultyFigshare
    $examples = Join-Path $root 'examples'
    $shell = Join-Path $PSHOME $(if ($PSEdition -eq 'Core') { 'pwsh' } else { 'powershell' })
    $header = 'plate,file_name,figshare_id,article_id'

    # Runs a script as a scheduler does, in a PowerShell of its own, and returns its output. $LASTEXITCODE is its exit code.
    function Invoke-Example {
        $script, $arguments = $args
        & $shell -NoProfile -NonInteractive -File (Join-Path $examples $script) @arguments
    }

    function New-Table([string[]] $Row) {
        Set-Content $TestDrive/plates.csv (@($header) + $Row)
        "$TestDrive/plates.csv"
    }

    # Answers one request, and returns it from Receive-Request.
    function Start-Webhook([int] $Status) {
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $probe.Start()
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("http://localhost:$($probe.LocalEndpoint.Port)/")
        $probe.Stop()
        $listener.Start()
        $server = [powershell]::Create().AddScript({
                param($listener, $status)
                $context = $listener.GetContext()
                $body = [IO.StreamReader]::new($context.Request.InputStream, [Text.Encoding]::UTF8).ReadToEnd()
                $context.Response.StatusCode = $status
                $context.Response.Close()
                @{ Method = $context.Request.HttpMethod; ContentType = $context.Request.ContentType; Body = $body }
            }).AddArgument($listener).AddArgument($Status)
        @{ Uri = @($listener.Prefixes)[0]; Listener = $listener; Server = $server; Waiting = $server.BeginInvoke() }
    }

    function Receive-Request($Webhook) {
        # Without a request, the end of the listener is an error of the server.
        if (-not $Webhook.Waiting.AsyncWaitHandle.WaitOne(10000)) {
            $Webhook.Listener.Close()
        }

        $Webhook.Server.EndInvoke($Webhook.Waiting)
        $Webhook.Server.Dispose()
        $Webhook.Listener.Close()
    }
}

AfterAll {
    Stop-SimulatedFigshare $figshare
}

Describe 'overnight.ps1' {
    AfterEach {
        Set-SimulatedFault $figshare none
    }

    It 'ends with 0 when all plates are there, and writes results and a report' {
        $output = Invoke-Example overnight.ps1 -Csv (New-Table 'SQ1,1.bin,1,4', 'SQ2,2.bin,2,4') -Destination $TestDrive/all

        $LASTEXITCODE | Should -Be 0
        $output[0] | Should -Be 'FigshareTools: All 2 plates are there.'
        (Import-Csv $TestDrive/all/results.csv).Verified | Should -Be 'Md5', 'Md5'
        Get-Content $TestDrive/all/report.html -Raw | Should -Match 'SQ2'
    }

    It 'ends with 1 when a plate failed' {
        $output = Invoke-Example overnight.ps1 -Csv (New-Table 'SQ1,1.bin,1,4', 'SQ9,9.bin,9,4') -Destination $TestDrive/some

        $LASTEXITCODE | Should -Be 1
        $output -join "`n" | Should -Match 'NotFound: SQ9'
    }

    It 'ends with 2 when nothing could be done' {
        Invoke-Example overnight.ps1 -Csv $TestDrive/missing.csv -Destination $TestDrive/none 2>$null

        $LASTEXITCODE | Should -Be 2
    }

    It 'ends with 3 at its deadline during an outage, and with 0 and every plate verified the next night' {
        $night = "& '$(Join-Path $examples 'overnight.ps1')' -Destination '$TestDrive/night' -Csv '" +
            "$(New-Table 'SQ1,1.bin,1,4', 'SQ2,2.bin,2,4', 'SQ3,3.bin,3,4', 'SQ4,4.bin,4,4')'"
        Set-SimulatedFault $figshare refuse
        # The time counts from the start of Save-FigsharePlate: the new process may take long to start.
        $output = & $shell -NoProfile -NonInteractive -Command (
            "`$PSDefaultParameterValues = @{ 'Save-FigsharePlate:StopAfter' = '00:00:05' }; $night; exit `$LASTEXITCODE")

        $LASTEXITCODE | Should -Be 3
        $output[0] | Should -Be 'FigshareTools: 0 of 4 plates are there, 4 not finished.'
        Get-Content $TestDrive/night/report.html -Raw | Should -Match 'the firewall of 127\.0\.0\.1 challenged the request'

        Set-SimulatedFault $figshare drip
        $output = & $shell -NoProfile -NonInteractive -Command (
            "`$PSDefaultParameterValues = @{ 'Save-FigsharePlate:OperationTimeoutSeconds' = 1 }; $night; exit `$LASTEXITCODE")

        $LASTEXITCODE | Should -Be 0
        $output[0] | Should -Be 'FigshareTools: All 4 plates are there.'
        $results = Import-Csv $TestDrive/night/results.csv
        $results.Verified | Should -Be 'Md5', 'Md5', 'Md5', 'Md5'
        $results | ForEach-Object { (Get-FileHash -LiteralPath $_.Path -Algorithm MD5).Hash | Should -Be $_.Md5 }
        $log = Get-Content $TestDrive/night/night.jsonl | ForEach-Object { ConvertFrom-Json $_ }
        ($log | Where-Object event -eq plateWaiting).reason | Should -Contain '127.0.0.1 refuses this network (HTTP 202)'
        ($log | Where-Object event -eq plateRetried).reason -join "`n" | Should -Match 'sent only \d+ bytes a second'
        ($log | Where-Object event -eq runEnded).reason | Should -Be 'deadline', 'completed'
        Get-Content $TestDrive/night/report.html -Raw | Should -Match 'Runs of this night'
    }
}

Describe 'audit.ps1' {
    It 'ends with 0 when the dataset is there and valid' {
        Invoke-Example audit.ps1 -Dataset 4 -Destination $TestDrive/audit

        $LASTEXITCODE | Should -Be 0
        (Import-Csv $TestDrive/audit/audit.csv).Status | Should -Be 'Valid', 'Valid', 'Valid', 'Valid'
    }

    It 'ends with 1 when a plate is missing, and lists it' {
        $null = New-Item $TestDrive/lacking -ItemType Directory
        Set-Content $TestDrive/lacking/manifest.csv 'file_id,file_name,length', '9,9.bin,10000'

        Invoke-Example audit.ps1 -Dataset 4 -Destination $TestDrive/lacking | Should -Match '^Missing: .*9\.bin'
        $LASTEXITCODE | Should -Be 1
    }

    It 'ends with 2 when the dataset is not there' {
        Invoke-Example audit.ps1 -Dataset 5 -Destination $TestDrive/nothing 2>$null

        $LASTEXITCODE | Should -Be 2
    }
}

Describe 'notify.ps1' {
    BeforeAll {
        # A letter that is not ASCII, and quotes, which JSON escapes.
        $results = '1', '9' | ForEach-Object {
            [pscustomobject] @{ FileId = $_; Plate = "$([char]0xe9)`"$_"; FileName = "$_.bin"; ArticleId = 4 }
        } | Save-FigsharePlate -Destination $TestDrive/notify -ErrorVariable failed -ErrorAction SilentlyContinue `
            -WarningAction SilentlyContinue
    }

    It 'posts the summary, the numbers and the failures as JSON' {
        $webhook = Start-Webhook -Status 200

        & (Join-Path $examples 'notify.ps1') -Result $results -Failure $failed -Webhook $webhook.Uri

        $request = Receive-Request $webhook
        $request.Method | Should -Be 'POST'
        $request.ContentType | Should -Be 'application/json; charset=utf-8'
        $body = ConvertFrom-Json $request.Body
        ($body.text -split "`n")[0] | Should -Be 'FigshareTools: 1 of 2 plates is there, 1 failed.'
        $body.plates, $body.failed | Should -Be 1, 1
        @($body.failures) | Should -HaveCount 1
        $body.failures[0].plate | Should -Be "$([char]0xe9)`"9 (file 9)"
        $body.failures[0].errorId | Should -Be 'NotFound'
        $body.failures[0].message | Should -BeLike "$([char]0xe9)`"9 (file 9): *"
    }

    It 'is an error when the webhook refuses the message' {
        $webhook = Start-Webhook -Status 500

        { & (Join-Path $examples 'notify.ps1') -Result $results -Failure $failed -Webhook $webhook.Uri } | Should -Throw
        (Receive-Request $webhook).Method | Should -Be 'POST'
    }
}
