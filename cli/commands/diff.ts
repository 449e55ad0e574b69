import {
  type ComparedSide,
  type Difference,
  difference,
  type Outcome,
  outcomeOf,
} from "../../terraform/access/difference";
import {
  changesBetween,
  type GuardSide,
  type PlanAction,
  poolUpdates,
  type StillLive,
  stillLive,
} from "../../terraform/access/guard";
import { accessMatrix, named } from "../../terraform/access/matrix";
import type { Notice } from "../../terraform/model";
import type { Positions } from "../../terraform/sources";
import { formatGiven, formatNamed, parseCommand } from "../arguments/parse-command";
import { runWith } from "../arguments/run-with";
import { outputWidth } from "../arguments/width";
import { UsageError } from "../error";
import { EXIT, type ExitStatus } from "../exit-status";
import { diffHelp } from "../help/diff";
import { withProgress } from "../progress";
import { type Paint, paintFor } from "../render/colour";
import { differenceJson } from "../render/difference/json";
import { differenceMarkdown } from "../render/difference/markdown";
import type { ReportedDifference } from "../render/difference/report";
import { differenceText } from "../render/difference/text";
import type { FindingPlaces } from "../render/findings/finding";
import { githubOf } from "../render/findings/github";
import { findingsOfDifference } from "../render/findings/of-difference";
import { sarifOf } from "../render/findings/sarif";
import { cleaned } from "../render/printable";
import type { RunWith } from "../sources/hcl";
import { placesIn } from "../sources/repository";
import { type AskedSides, openSides } from "../sources/sides";
import { writtenAt } from "../sources/written-at";
import { version } from "../version";

interface Options {
  readonly places: FindingPlaces;
  /** Of the new side's blocks: findings are shown at its files only, since the old side's may be another checkout. */
  readonly headPositions: Positions;
  readonly paint: Paint;
  readonly verbose: boolean;
  /** Of the terminal; Infinity in a pipe. */
  readonly width: number;
}

const FORMATS: Readonly<Record<string, (reported: ReportedDifference, options: Options) => string>> = {
  text: differenceText,
  markdown: differenceMarkdown,
  json: differenceJson,
  sarif: (reported, { headPositions: positions, places }) =>
    sarifOf(findingsOfDifference({ ...reported, positions }), {
      command: "diff",
      version: version(),
      places,
    }),
  github: (reported, { headPositions: positions, places }) =>
    githubOf(findingsOfDifference({ ...reported, positions }), places),
};

const STATUS: Readonly<Record<Outcome, ExitStatus>> = {
  "other-trust": EXIT.wider,
  wider: EXIT.wider,
  "cannot-tell": EXIT.unknown,
  narrower: EXIT.ok,
  unchanged: EXIT.ok,
};

/**
 * `gatehouse diff BASE HEAD`, `gatehouse diff PLAN`, or `gatehouse diff --base BASE… --head HEAD…` of several roots:
 * what changes for whom.
 */
export async function diff(args: readonly string[]): Promise<ExitStatus> {
  const { given, options, paths } = parseCommand(diffHelp, args);
  const format = formatGiven(options);
  const render = formatNamed(FORMATS, format);
  const { changes, notes, sides, ...compared } = await comparedSides(paths, options, runWith(given));
  const source = await writtenAt(options.source);
  const positions = new Map([...source, ...compared.positions]);
  const headPositions = new Map([...source, ...compared.headPositions]);
  const found = difference(...sides);
  const warnings = [
    ...notes,
    ...newNotices(sides, found),
    ...stillLive(changes).map(stillLiveNotice),
    ...poolUpdates(changes),
  ];
  const reported = { found, warnings, base: sides[0].matrix };
  const { verbose = false } = options;
  const places = placesIn(process.cwd(), options.head?.[0] ?? paths.at(-1) ?? "");
  process.stdout.write(
    render(
      { ...(format === "json" ? reported : cleaned(reported)), positions },
      { headPositions, paint: paintFor(process.stdout), places, verbose, width: outputWidth(undefined) },
    ),
  );
  const status = STATUS[outcomeOf(found)];
  return status === EXIT.unknown && options["allow-unknown"] ? EXIT.ok : status;
}

interface Compared {
  readonly sides: readonly [ComparedSide, ComparedSide];
  readonly changes: readonly PlanAction[];
  readonly notes: readonly Notice[];
  /** Of the blocks of both sides; the new side's, where both have one. */
  readonly positions: Positions;
  readonly headPositions: Positions;
}

async function comparedSides(
  paths: readonly string[],
  options: { readonly base?: readonly string[]; readonly head?: readonly string[] },
  runWith: RunWith,
): Promise<Compared> {
  const asked = askedSides(paths, options);
  const {
    base,
    changes,
    head,
    notes = [],
  } = await withProgress("Reading", () => openSides({ ...asked, runWith }));
  if (base)
    return {
      sides: [compared(base), compared(head)],
      changes: changes ?? changesBetween(base.resources, head.resources),
      notes,
      positions: new Map([...base.positions, ...head.positions]),
      headPositions: head.positions,
    };
  throw new UsageError(
    "SIDES_MISSING",
    `${asked.head.join(", ")}: without a plan there is one side only; expected BASE and HEAD, or --base and --head.`,
  );
}

function compared({ evidence, model, resources }: GuardSide): ComparedSide {
  return { evidence, model, resources, matrix: accessMatrix(model, evidence) };
}

function askedSides(
  paths: readonly string[],
  { base, head }: { readonly base?: readonly string[]; readonly head?: readonly string[] },
): AskedSides {
  const [first, second] = paths;
  if (first !== undefined && (base || head))
    throw new UsageError(
      "OPTIONS_CLASH",
      `${paths.join(" ")} beside --${base ? "base" : "head"}: expected BASE and HEAD as two paths, or each root behind --base or --head.`,
    );
  if (base && !head)
    throw new UsageError("SIDES_MISSING", "--base without --head: expected each root of both sides.");
  if (head) return { head, ...(base && { base }) };
  if (first === undefined)
    throw new UsageError("SIDES_MISSING", "Expected PLAN, BASE and HEAD, or --base and --head.");
  return second === undefined ? { head: [first] } : { base: [first], head: [second] };
}

/**
 * Notices of the new side that the old side does not have, such as that anyone may sign up, and files that are not read
 * on either side. What the comparison says already is left out.
 */
function newNotices(
  [base, head]: readonly [ComparedSide, ComparedSide],
  { trust, undecided }: Difference,
): readonly Notice[] {
  const textOf = ({ address, message }: Notice) => `${address}: ${message}`;
  const known = new Set(noticesOf(base).map(textOf));
  const said = new Set([...trust, ...undecided].map(({ resource }) => resource));
  const isNew = (notice: Notice) => notice.unread?.reach !== undefined || !known.has(textOf(notice));
  return noticesOf(head).filter(
    (notice) => isNew(notice) && (notice.weight === "danger" || !said.has(notice.address)),
  );
}

function noticesOf({ matrix, model }: ComparedSide): readonly Notice[] {
  const inWords = named(model);
  return [...matrix.notes, ...model.notices].map((note) => ({ ...note, message: inWords(note.message) }));
}

function stillLiveNotice({ deployment, isNew, resource }: StillLive): Notice {
  const message = isNew
    ? `removed, but it stays live until the deployment after this one: ${deployment} is made before it is destroyed`
    : `removed, but it stays live until the next deployment: ${deployment} is not made anew`;
  return { address: resource, message };
}
