import type { CommandHelp } from "../help/command";
import { openOptions, optionWords, quoted, wordedOptions } from "./words";

/** For bash 3.2 and later. Files are completed where no word is. */
export function bashScript(all: readonly CommandHelp[]): string {
  const names = [...all.map(({ name }) => name), "help", "--help", "--version"];
  return `# gatehouse completion bash
_gatehouse() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=${quoted(names.join(" "))}
  else
    case "\${COMP_WORDS[1]} $before" in
${all.flatMap(valueCases).join("\n")}
      *)
        case "\${COMP_WORDS[1]}" in
${all.map(commandCase).join("\n")}
        esac ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o bashdefault -o default -F _gatehouse gatehouse
`;
}

/** What follows an option. */
function valueCases(help: CommandHelp): string[] {
  const { name } = help;
  const open = openOptions(help).map((option) => `"${name} ${option}"`);
  return [
    ...wordedOptions(help).map(
      ([option, words]) => `      "${name} ${option}") words=${quoted(words.join(" "))} ;;`,
    ),
    ...(open.length === 0 ? [] : [`      ${open.join("|")}) ;;`]),
  ];
}

/** Options, where one begins; else the words that the operand can be. */
function commandCase(help: CommandHelp): string {
  const { name, words = [] } = help;
  const operands = words.length === 0 ? "" : ` || words=${quoted(words.join(" "))}`;
  return `          ${name}) [ "\${word#-}" != "$word" ] && words=${quoted(optionWords(help).join(" "))}${operands} ;;`;
}
