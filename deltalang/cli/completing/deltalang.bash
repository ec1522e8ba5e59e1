# Completion of `deltalang` for bash 4.4 and later. It asks `deltalang` itself and writes nothing.

_deltalang_completion() {
    local row files=""
    local -a rows=() names=()
    COMPREPLY=()
    mapfile -t rows < <(
        env _DELTALANG_COMPLETE=bash_complete "COMP_LINE=${COMP_LINE:0:COMP_POINT}" "COMP_WORD=$2" \
            "COMP_TYPE=$COMP_TYPE" "COLUMNS=${COLUMNS:-80}" deltalang 2> /dev/null < /dev/null
    )
    for row in "${rows[@]}"; do
        case $row in
            plain$'\t'*) COMPREPLY+=("${row#*$'\t'}") ;;
            part$'\t'*)
                compopt -o nospace
                COMPREPLY+=("${row#*$'\t'}")
                ;;
            file | dir) files=$row ;;
        esac
    done
    if [[ $files == dir ]]; then
        compopt -o dirnames
    elif [[ $files && ${#COMPREPLY[@]} -eq 0 ]]; then
        compopt -o default
    elif [[ $files ]]; then
        mapfile -t names < <(compgen -f -- "$2")
        COMPREPLY+=("${names[@]}")
        compopt -o filenames
    fi
}

if [[ ${BASH_VERSINFO[0]:-0} -gt 4 || (${BASH_VERSINFO[0]:-0} -eq 4 && ${BASH_VERSINFO[1]:-0} -ge 4) ]]; then
    complete -o nosort -F _deltalang_completion deltalang
fi
