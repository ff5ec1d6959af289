# Completion of sayso and sayso-window for bash.
#
# Commands and options come from --help, so they are those of the installed program.
# SPDX-License-Identifier: GPL-3.0-or-later

_sayso_commands() {
  "$1" --help 2>/dev/null | sed -n 's/^   \([a-z][a-z-]*\) .*/\1/p' | grep -v '^sayso$'
}

# Options of a command; those that take an argument end with "=".
_sayso_options() {
  "$1" help "$2" 2>/dev/null | sed -n -e 's/^  \(-., \)\{0,1\}\(--[a-z-]*=\{0,1\}\).*/\1\2/' \
    -e 's/^\(-.\), /\1\n/' -e '/^--*[a-z]/p'
}

# Articles and folders, without the files that Sayso keeps beside them.
_sayso_articles() {
  local name
  while IFS= read -r name; do
    case $name in *.sayso.json) ;; *) COMPREPLY+=("$name") ;; esac
  done < <(compgen -f -- "$1")
  compopt -o filenames 2>/dev/null
}

_sayso_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
}

_sayso() {
  local program=${COMP_WORDS[0]} current=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} option= direction=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    case $current in
    -*) _sayso_words '--help --version' "$current" ;;
    *)
      _sayso_words "help $(_sayso_commands "$program")" "$current"
      _sayso_articles "$current"
      ;;
    esac
    return
  fi
  if [ "$command" = help ]; then
    [ "$COMP_CWORD" -ne 2 ] || _sayso_words "$(_sayso_commands "$program")" "$current"
    return
  fi

  # "--format=x" arrives as three words: "--format", "=" and "x".
  if [ "$current" = = ]; then
    option=${COMP_WORDS[COMP_CWORD - 1]} current=
  elif [ "${COMP_WORDS[COMP_CWORD - 1]}" = = ]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  else
    option=${COMP_WORDS[COMP_CWORD - 1]}
  fi
  case $option in
  -f | --format)
    [ "$command" = import ] && direction=import || direction=export
    _sayso_words "$(LC_ALL=C.UTF-8 "$program" formats 2>/dev/null | grep " $direction " | cut -d ' ' -f 1)" "$current"
    return
    ;;
  --status) _sayso_words 'suggested accepted rejected' "$current" && return ;;
  --encoding) _sayso_words 'ISO-8859-1 ISO-8859-15 WINDOWS-1252 UTF-16 UTF-16LE UTF-16BE' "$current" && return ;;
  -o | --output | --weights | --lexicon | --path)
    mapfile -t COMPREPLY < <(compgen -f -- "$current")
    compopt -o filenames 2>/dev/null
    return
    ;;
  --set | -j | --jobs | --max-errors) return ;;
  esac
  case $current in
  -*)
    _sayso_words "--help $(_sayso_options "$program" "$command")" "$current"
    [[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null
    ;;
  *)
    case $command in
    fit) mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
    merge) mapfile -t COMPREPLY < <(compgen -f -- "$current") ;;
    formats | git-setup) return ;;
    *) _sayso_articles "$current" ;;
    esac
    compopt -o filenames 2>/dev/null
    ;;
  esac
}

_sayso_window() {
  COMPREPLY=()
  case ${COMP_WORDS[COMP_CWORD]} in
  -*) _sayso_words '--help --version' "${COMP_WORDS[COMP_CWORD]}" ;;
  *) _sayso_articles "${COMP_WORDS[COMP_CWORD]}" ;;
  esac
}

complete -F _sayso sayso
complete -F _sayso_window sayso-window
