@{
    # Used by editors and by tests/Pester/Scripts.Tests.ps1.
    Severity     = @('Error', 'Warning')
    ExcludeRules = @(
        # Pester runs BeforeAll and It in one scope, which the rule does not know.
        'PSUseDeclaredVarsMoreThanAssignments',
        # The rule does not know that functions of a script use its parameters.
        'PSReviewUnusedParameter',
        # Functions of the build and of tests do not ask.
        'PSUseShouldProcessForStateChangingFunctions',
        # Figshare publishes MD5s.
        'PSAvoidUsingBrokenHashAlgorithms'
    )
    Rules        = @{
        # Names of commands that are aliases.
        PSAvoidUsingCmdletAliases = @{ AllowList = @('Import-FigshareManifest') }
        # Examples and tests also run in Windows PowerShell.
        PSUseCompatibleSyntax     = @{ Enable = $true; TargetVersions = @('5.1', '7.4') }
    }
}
