import type { CommandHelp } from "./command";

export const SHELLS = ["bash", "zsh", "fish"] as const;

export const completionHelp = {
  name: "completion",
  calls: ["bash|zsh|fish"],
  summary: "print a script that completes commands and options in a shell",
  about:
    'bash: eval "$(gatehouse completion bash)" in ~/.bashrc. zsh: save it as _gatehouse in a folder of $fpath. fish: save it as ~/.config/fish/completions/gatehouse.fish.',
  operands: { least: 1, most: 1, what: "one shell: bash, zsh or fish" },
  words: SHELLS,
  options: {},
  examples: [["completion fish", "print the script for fish"]],
  statuses: { 0: "the script is printed" },
} as const satisfies CommandHelp;
