#compdef hntrack
_hntrack_complete() {
    local -a told
    local line
    local -x _HNTRACK_COMPLETE=zsh_complete COMP_WORDS="${(F)words}" COMP_CWORD=$((CURRENT-1))
    for line in "${(@f)$($words[1])}"; do
        [[ -n $line ]] && told+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done
    if (( $#told )); then _describe hntrack told; else _files; fi
}
compdef _hntrack_complete hntrack
