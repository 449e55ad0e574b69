import type { CommandHelp } from "./command";
import { ENVIRONMENT_OPTION, JSON_OPTION } from "./options";

export const demoHelp = {
  name: "demo",
  calls: [""],
  summary: "play every caller against every route and compare with the declaration",
  about:
    "Real clients call a gate of the synthesized project; then wrong declarations are tried, none of which may be accepted.",
  operands: { least: 0, most: 0 },
  options: { ...ENVIRONMENT_OPTION, ...JSON_OPTION },
  examples: [
    ["demo", "play this project"],
    ["demo --environment http", "play it as an HTTP API"],
  ],
  statuses: { 0: "every answer was as declared, and every mistake was refused" },
} as const satisfies CommandHelp;
