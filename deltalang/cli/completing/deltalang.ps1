# Completion of `deltalang` for PowerShell 5.1 and later. It asks `deltalang` itself and writes nothing.

Register-ArgumentCompleter -Native -CommandName deltalang -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $length = $cursorPosition - $commandAst.Extent.StartOffset
    $line = $commandAst.Extent.Text.PadRight($length).Substring(0, $length)
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
        $env:_DELTALANG_COMPLETE = 'powershell_complete'
        $env:COMP_LINE = $line
        $rows = @(& deltalang 2>$null)
    } catch {
        $rows = @()
    } finally {
        $env:_DELTALANG_COMPLETE = $null
        $env:COMP_LINE = $null
        [Console]::OutputEncoding = $encoding
    }
    foreach ($row in $rows) {
        $kind, $word, $shown, $tip = $row -split "`t", 4
        if ($kind -eq 'plain') {
            [System.Management.Automation.CompletionResult]::new($word, $shown, 'ParameterValue', $tip)
        } elseif ($kind -eq 'file' -or $kind -eq 'dir') {
            [System.Management.Automation.CompletionCompleters]::CompleteFilename($wordToComplete)
        }
    }
}
