import { toJsonSchema } from "@valibot/to-json-schema";
import { accessReport } from "../../cli/schemas/access";
import { demoReport } from "../../cli/schemas/demo";
import { differenceReport } from "../../cli/schemas/difference";
import { initReport } from "../../cli/schemas/init";
import { moduleReport } from "../../cli/schemas/module";
import { pinsReport } from "../../cli/schemas/pins";
import { readyLine } from "../../cli/schemas/ready-line";
import { synthReport } from "../../cli/schemas/synth";
import { tokenReport } from "../../cli/schemas/token";
import { verdictReport } from "../../cli/schemas/verdict";
import { whyReport } from "../../cli/schemas/why";
import type { GeneratedFile } from "./write";

const reports = {
  access: { title: "gatehouse access --format json", schema: accessReport },
  diff: { title: "gatehouse diff --format json", schema: differenceReport },
  why: { title: "gatehouse access --why ROUTE --as WHO --json", schema: whyReport },
  token: { title: "gatehouse token USER --json", schema: tokenReport },
  synth: { title: "gatehouse synth --json", schema: synthReport },
  demo: { title: "gatehouse demo --json", schema: demoReport },
  module: { title: "gatehouse module DIR --json", schema: moduleReport },
  init: { title: "gatehouse init --json", schema: initReport },
  pins: { title: "gatehouse pins --json", schema: pinsReport },
  start: { title: "gatehouse start --json", schema: readyLine },
  guard: { title: "gatehouse guard --format json", schema: verdictReport },
} as const;

/** The JSON that commands print, as JSON Schema. */
export function schemaFiles(): readonly GeneratedFile[] {
  return Object.entries(reports).map(([command, { schema, title }]) => {
    const { $schema, ...shape } = toJsonSchema(schema, { errorMode: "throw" });
    return {
      file: `schemas/${command}.schema.json`,
      text: `${JSON.stringify({ $schema, title, ...shape }, null, 2)}\n`,
    };
  });
}
