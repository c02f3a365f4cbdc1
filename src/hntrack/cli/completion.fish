function __hntrack_complete
    set -lx _HNTRACK_COMPLETE fish_complete
    set -lx COMP_WORDS (string join \n -- (commandline -opc) (commandline -ct) | string collect)
    set -lx COMP_CWORD (count (commandline -opc))
    hntrack
end
complete -c hntrack -a '(__hntrack_complete)'
