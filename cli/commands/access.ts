import { type AccessMatrix, accessMatrix, named } from "../../terraform/access/matrix";
import { formatGiven, formatNamed, parseCommand } from "../arguments/parse-command";
import { runWith } from "../arguments/run-with";
import { outputWidth } from "../arguments/width";
import { UsageError } from "../error";
import { EXIT, type ExitStatus } from "../exit-status";
import { accessHelp } from "../help/access";
import { withProgress } from "../progress";
import { matrixHtml } from "../render/access/html";
import { matrixJson } from "../render/access/json";
import { matrixMarkdown } from "../render/access/markdown";
import { matrixText, type TextOptions } from "../render/access/text";
import { paintFor } from "../render/colour";
import type { FindingPlaces } from "../render/findings/finding";
import { githubOf } from "../render/findings/github";
import { findingsOfMatrix } from "../render/findings/of-matrix";
import { sarifOf } from "../render/findings/sarif";
import { cleaned } from "../render/printable";
import { placesIn } from "../sources/repository";
import { rootsAt, withoutNeedlessNames } from "../sources/roots";
import { defaultSource, openSystem } from "../sources/sources";
import { writtenAt } from "../sources/written-at";
import { version } from "../version";

type Options = TextOptions & { readonly places: FindingPlaces };

const FORMATS: Readonly<Record<string, (matrix: AccessMatrix, options: Options) => string>> = {
  text: matrixText,
  markdown: matrixMarkdown,
  json: matrixJson,
  html: matrixHtml,
  sarif: (matrix, { places, positions }) =>
    sarifOf(findingsOfMatrix(matrix, positions), { command: "access", version: version(), places }),
  github: (matrix, { places, positions }) => githubOf(findingsOfMatrix(matrix, positions), places),
};

/** `gatehouse access [PATH…]`: who may call what, or with --why one answer of it. */
export async function access(args: readonly string[]): Promise<ExitStatus> {
  const { given, options, paths } = parseCommand(accessHelp, args);
  const format = formatGiven(options);
  const render = formatNamed(FORMATS, format);
  const read = paths.length > 0 ? paths : [defaultSource()];
  const [roots] = withoutNeedlessNames([rootsAt(read)]);
  const { evidence, model, ...opened } = await withProgress("Reading", () =>
    openSystem(roots, runWith(given)),
  );
  const positions = new Map([...(await writtenAt(options.source)), ...opened.positions]);
  const asked = accessMatrix(model, evidence);
  const isJson = format === "json";
  // The JSON has every notice; what people read, only those that bear on the table.
  const shown = model.notices.filter(({ unread, weight }) => isJson || weight !== undefined || unread?.hides);
  const inWords = named(model);
  const notes = [...asked.notes, ...shown].map((note) => ({ ...note, message: inWords(note.message) }));
  const whole = { ...asked, notes };
  const matrix = isJson ? whole : cleaned(whole);
  if (options.why === undefined && options.as === undefined) {
    const { verbose = false } = options;
    const places = placesIn(process.cwd(), read[0] ?? "");
    const width = outputWidth(options.width);
    const paint = paintFor(process.stdout);
    process.stdout.write(render(matrix, { paint, places, positions, verbose, width }));
    // Whatever is not read may be why there is no route: an API whose number is not known, or a file of values.
    const isUnread = model.notices.some(
      ({ unread, weight }) => unread?.hides || (unread && weight !== undefined),
    );
    return matrix.routes.length === 0 && isUnread ? EXIT.unknown : EXIT.ok;
  }
  if (options.why === undefined || options.as === undefined)
    throw new UsageError("WHY_INCOMPLETE", `--why 'METHOD /path' and --as WHO go together.`);
  // It explains what differs, too, which the table does not need.
  const { answerOf } = require("../answer") as typeof import("../answer");
  const { whyJson } = require("../render/access/why-json") as typeof import("../render/access/why-json");
  const answer = answerOf({ evidence, model, positions }, asked, { route: options.why, who: options.as });
  process.stdout.write(isJson ? whyJson(answer, positions) : answer.why);
  return EXIT.ok;
}
