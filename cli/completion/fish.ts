import type { CommandHelp } from "../help/command";

/** Each command and option with what it does. Files are completed for what an option takes, and for operands. */
export function fishScript(all: readonly CommandHelp[]): string {
  const first = all.map(
    ({ name, summary }) =>
      `complete -c gatehouse -n __fish_use_subcommand -f -a ${name} -d ${inFish(summary)}`,
  );
  return `# gatehouse completion fish\n${[...first, ...all.flatMap(commandLines)].join("\n")}\n`;
}

function commandLines({ name, options, words }: CommandHelp): string[] {
  const begin = `complete -c gatehouse -n ${inFish(`__fish_seen_subcommand_from ${name}`)}`;
  return [
    ...Object.entries(options).map(([option, { about, of, takes }]) => {
      const value = of ? ` -x -a ${inFish(of.join(" "))}` : takes === undefined ? "" : " -r";
      return `${begin} -l ${option}${value} -d ${inFish(about)}`;
    }),
    `${begin} -l help -d 'print the help'`,
    ...(words ? [`${begin} -f -a ${inFish(words.join(" "))}`] : []),
  ];
}

/** Within single quotes, fish reads a backslash before a quote or a backslash. */
function inFish(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
