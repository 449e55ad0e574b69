import { guard as judge, type Verdict } from "../../terraform/access/guard";
import { formatGiven, formatNamed, parseCommand } from "../arguments/parse-command";
import { runWith } from "../arguments/run-with";
import { outputWidth } from "../arguments/width";
import { EXIT, type ExitStatus } from "../exit-status";
import { guardHelp } from "../help/guard";
import { withProgress } from "../progress";
import { paintFor } from "../render/colour";
import type { FindingPlaces } from "../render/findings/finding";
import { githubOf } from "../render/findings/github";
import { findingsOfVerdict } from "../render/findings/of-verdict";
import { sarifOf } from "../render/findings/sarif";
import { cleaned, printable } from "../render/printable";
import { verdictJson } from "../render/verdict/json";
import { verdictMarkdown } from "../render/verdict/markdown";
import { type VerdictOptions, verdictText } from "../render/verdict/text";
import { fileNames } from "../sources/file-names";
import { guardConfig } from "../sources/guard-config";
import { placesIn } from "../sources/repository";
import { openSides } from "../sources/sides";
import { writtenAt } from "../sources/written-at";
import { version } from "../version";

type Options = VerdictOptions & { readonly places: FindingPlaces };

const FORMATS: Readonly<Record<string, (verdict: Verdict, options: Options) => string>> = {
  text: verdictText,
  markdown: verdictMarkdown,
  json: verdictJson,
  sarif: (verdict, { places, positions }) =>
    sarifOf(findingsOfVerdict(verdict, positions), { command: "guard", version: version(), places }),
  github: (verdict, { places, positions }) => githubOf(findingsOfVerdict(verdict, positions), places),
};

/** `gatehouse guard PATH… [--base BASE…]`: stops what should not be merged. */
export async function guard(args: readonly string[]): Promise<ExitStatus> {
  const { given, options, paths } = parseCommand(guardHelp, args);
  const format = formatGiven(options);
  const render = formatNamed(FORMATS, format);
  const { config, file } = guardConfig(options.config);
  const {
    base,
    changes,
    head,
    notes = [],
  } = await withProgress("Reading", () =>
    openSides({ head: paths, ...(options.base && { base: options.base }), runWith: runWith(given) }),
  );
  const places = placesIn(process.cwd(), paths[0] ?? "");
  const names = fileNames(paths, places.inRepository);
  const judged = names.ofRepository(
    judge(head, { ...(base && { base }), ...(changes && { changes }), config: names.ofRoot(config) }),
  );
  const verdict = { ...judged, notes: [...notes, ...judged.notes] };
  const { verbose = false } = options;
  const positions = names.located(new Map([...(await writtenAt(options.source)), ...head.positions]));
  process.stdout.write(
    render(format === "json" ? verdict : cleaned(verdict), {
      places,
      positions,
      paint: paintFor(process.stdout),
      verbose,
      width: outputWidth(undefined),
      configFile: format === "json" ? file : printable(file),
    }),
  );
  return statusOf(verdict, options["allow-unknown"]);
}

function statusOf({ broken, skipped, stale, unknown }: Verdict, allowUnknown = false): ExitStatus {
  if (broken.length > 0 || stale.length > 0) return EXIT.wider;
  return unknown.length + skipped.length > 0 && !allowUnknown ? EXIT.unknown : EXIT.ok;
}
