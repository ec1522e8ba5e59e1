# Completion of `deltalang` for fish 3.1 and later. It asks `deltalang` itself and writes nothing.

function __deltalang_complete
    set -l line (commandline -cp | string collect)
    for row in (env _DELTALANG_COMPLETE=fish_complete "COMP_LINE=$line" deltalang 2>/dev/null </dev/null)
        set -l part (string split \t -- $row)
        switch $part[1]
            case plain part
                printf '%s\t%s\n' $part[2] $part[3]
            case file
                __fish_complete_path (commandline -ct)
            case dir
                __fish_complete_directories (commandline -ct)
        end
    end
end

complete --command deltalang --no-files --keep-order --arguments '(__deltalang_complete)'
