_hntrack_complete() {
    local IFS=$'\n' line
    COMPREPLY=()
    for line in $(_HNTRACK_COMPLETE=bash_complete COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD "$1"); do
        COMPREPLY+=("${line%%$'\t'*}")
    done
}
complete -o default -F _hntrack_complete hntrack
