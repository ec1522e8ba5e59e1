#compdef deltalang
# Completion of `deltalang` for zsh 5 and later. It asks `deltalang` itself and writes nothing.

_deltalang() {
    local line kind word text before=$compstate[nmatches]
    local -a rows words_plain shown_plain words_part shown_part
    line="${(j: :)words[1,CURRENT-1]} ${QIPREFIX}${PREFIX}"
    rows=("${(@f)$(env _DELTALANG_COMPLETE=zsh_complete "COMP_LINE=$line" \
        deltalang 2> /dev/null < /dev/null)}")
    for kind word text in "${rows[@]}"; do
        case $kind in
            menu) compstate[insert]=menu ;;
            plain)
                words_plain+=("$word")
                shown_plain+=("$text")
                ;;
            part)
                words_part+=("$word")
                shown_part+=("$text")
                ;;
            file) _files ;;
            dir) _files -/ ;;
        esac
    done
    (( $#words_plain )) && compadd -U -l -V deltalang -d shown_plain -a words_plain
    (( $#words_part )) && compadd -U -l -S '' -V deltalang -d shown_part -a words_part
    (( compstate[nmatches] > before ))
}

if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _deltalang "$@"
else
    compdef _deltalang deltalang
fi
