import type { Shell } from './shells.js';

/**
 * What a shell runs to complete command lines. The tutorial itself is asked for candidates, so that they are always
 * those of the version that is installed: a line each, a tab, and what it means; or `:files`, or `:directories`.
 */
export const scripts: Readonly<Record<Shell, string>> = {
  // Also for the bash 3.2 of macOS, which has neither mapfile nor compopt.
  bash: `# bash completion for cache-tutorial
_cache_tutorial() {
  local current=\${COMP_WORDS[COMP_CWORD]} line how=()
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files) how=(-f) ;;
      :directories) how=(-d) ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <("\${COMP_WORDS[0]}" __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [ \${#how[@]} -gt 0 ]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen "\${how[@]}" -- "$current")
  fi
}
complete -F _cache_tutorial cache-tutorial
`,
  zsh: `#compdef cache-tutorial
_cache_tutorial() {
  local line word about
  local -a described
  for line in "\${(@f)$("\${words[1]}" __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    word=\${line%%$'\\t'*} about=\${line#*$'\\t'}
    case $word in
      :files) _files; return ;;
      :directories) _files -/; return ;;
      ?*) described+=("\${word//:/\\\\:}\${about:+:$about}") ;;
    esac
  done
  _describe cache-tutorial described
}
if [ "$funcstack[1]" = _cache-tutorial ]; then _cache_tutorial "$@"; else compdef _cache_tutorial cache-tutorial; fi
`,
  fish: `# fish completion for cache-tutorial
function __cache_tutorial
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    set -l lines ($program __complete -- $words "$current" 2>/dev/null)
    switch "$lines[1]"
        case :files
            __fish_complete_path "$current"
        case :directories
            __fish_complete_directories "$current"
        case '*'
            printf '%s\\n' $lines
    end
end
complete --command cache-tutorial --no-files --arguments '(__cache_tutorial)'
`,
};
