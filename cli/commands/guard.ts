import { join } from "node:path";
import { guard as judge, type Verdict } from "../../terraform/access/guard";
import { formatNamed, parseCommand } from "../arguments/parse-command";
import { RUN_OPTIONS, runWith } from "../arguments/run-with";
import { UsageError } from "../error";
import { EXIT, type ExitStatus } from "../exit-status";
import { cleaned } from "../render/printable";
import { verdictJson, verdictMarkdown, verdictText } from "../render/verdict";
import { readGuardConfig } from "../sources/guard-config";
import { projectAt } from "../sources/project";
import { openSides } from "../sources/sides";

const FORMATS = { text: verdictText, markdown: verdictMarkdown, json: verdictJson };

/** `gatehouse guard PATH… [--base BASE…]`: stops what should not be merged. */
export async function guard(args: readonly string[]): Promise<ExitStatus> {
  const { given, options, paths } = parseCommand("guard", args, {
    options: {
      base: "strings",
      config: "string",
      format: "string",
      "allow-unknown": "boolean",
      ...RUN_OPTIONS,
    },
    paths: [1, Number.POSITIVE_INFINITY],
  });
  const render = formatNamed<(verdict: Verdict) => string>(FORMATS, options.format);
  const config = readGuardConfig(options.config ?? join(configFolder(), "gatehouse.json"));
  const { base, changes, head } = await openSides({
    head: paths,
    ...(options.base && { base: options.base }),
    runWith: runWith(given),
  });
  const verdict = judge(head, { ...(base && { base }), ...(changes && { changes }), config });
  process.stdout.write(render(options.format === "json" ? verdict : cleaned(verdict)));
  return statusOf(verdict, options["allow-unknown"]);
}

function statusOf({ broken, stale, unknown }: Verdict, allowUnknown = false): ExitStatus {
  if (broken.length > 0 || stale.length > 0) return EXIT.wider;
  return unknown.length > 0 && !allowUnknown ? EXIT.unknown : EXIT.ok;
}

/** The project's folder; elsewhere, the folder of the call. */
function configFolder(): string {
  try {
    return projectAt(process.cwd()).root;
  } catch (error) {
    if (error instanceof UsageError && error.code === "NO_PROJECT") return process.cwd();
    throw error;
  }
}
