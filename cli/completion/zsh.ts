import type { CommandHelp, OptionHelp } from "../help/command";
import { quoted } from "./words";

/** A function of the completion system, with what each command and option does. */
export function zshScript(all: readonly CommandHelp[]): string {
  return `#compdef gatehouse
_gatehouse() {
  local -a commands
  commands=(
${all.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}`).join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${all.map(commandCase).join("\n")}
  esac
}
if [ "$funcstack[1]" = "_gatehouse" ]; then _gatehouse "$@"; else compdef _gatehouse gatehouse; fi
`;
}

function commandCase({ name, options, words }: CommandHelp): string {
  const operands = words ? `*:operand:(${words.join(" ")})` : "*:file:_files";
  const lines = [...Object.entries(options).map(optionSpec), "--help[print the help]", operands];
  return `    ${name}) _arguments ${lines.map(quoted).join(" ")} ;;`;
}

/** `*--var[the value of a variable]:NAME=VALUE:_files`; brackets and colons have a meaning there. */
function optionSpec([name, { about, isRepeated, of, takes }]: [string, OptionHelp]): string {
  const text = about.replace(/[[\]:\\]/g, "\\$&");
  const action = of ? `(${of.join(" ")})` : "_files";
  const value = takes === undefined ? "" : `:${takes}:${action}`;
  return `${isRepeated ? "*" : ""}--${name}[${text}]${value}`;
}
