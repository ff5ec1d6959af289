# Completion of sayso and sayso-window for fish.
#
# Commands and options come from --help, so they are those of the installed program.
# SPDX-License-Identifier: GPL-3.0-or-later

function __sayso_articles
    __fish_complete_path (commandline -ct) | string match -v '*.sayso.json*'
end

function __sayso_formats
    set -l words (commandline -opc)
    set -l direction export
    test "$words[2]" = import; and set direction import
    for line in (LC_ALL=C.UTF-8 sayso formats 2>/dev/null | string match "* $direction *")
        string split -m 1 ' ' -- $line | head -n 1
    end
end

complete -c sayso -f
complete -c sayso -n __fish_use_subcommand -l help -d 'Show the commands'
complete -c sayso -n __fish_use_subcommand -l version -d 'Show the version'
complete -c sayso -n __fish_use_subcommand -a help -d 'Tell the options of a command'
complete -c sayso -n __fish_use_subcommand -a '(__sayso_articles)'

set -l __sayso_names
for line in (sayso --help 2>/dev/null | string match -r '^   [a-z][a-z-]* .*' | string match -v '   sayso *')
    set -l parts (string match -r '^   ([a-z][a-z-]*) +(.*)' -- $line)
    set -a __sayso_names $parts[2]
    complete -c sayso -n __fish_use_subcommand -a $parts[2] -d "$parts[3]"
    for option in (sayso help $parts[2] 2>/dev/null | string match '  -*')
        # "-s, --long=ARGUMENT  help" and its shorter forms, as four fields.
        set -l found (string replace -r '^  (?:-(.), )?--([a-z-]+)=?(\S*)\s+(.*)' '$1\t$2\t$3\t$4' -- $option | string split \t)
        set -l arguments -c sayso -n "__fish_seen_subcommand_from $parts[2]" -l $found[2] -d "$found[4]"
        test -n "$found[1]"; and set -a arguments -s $found[1]
        switch "$found[3]"
            case ''
            case FORMAT
                set -a arguments -x -a '(__sayso_formats)'
            case STATUS
                set -a arguments -x -a 'suggested accepted rejected'
            case FILE WEIGHTS SIDECAR
                set -a arguments -r -F
            case '*'
                set -a arguments -x
        end
        complete $arguments
    end
    switch $parts[2]
        case formats git-setup
        case fit
            complete -c sayso -n '__fish_seen_subcommand_from fit' -a '(__fish_complete_directories)'
        case merge
            complete -c sayso -n '__fish_seen_subcommand_from merge' -F
        case '*'
            complete -c sayso -n "__fish_seen_subcommand_from $parts[2]" -a '(__sayso_articles)'
    end
end
complete -c sayso -n '__fish_seen_subcommand_from help' -a "$__sayso_names"

complete -c sayso-window -f -l help -d 'Show the options'
complete -c sayso-window -f -l version -d 'Show the version'
complete -c sayso-window -f -a '(__sayso_articles)'
