import { difference, undecided } from "../../terraform/access/difference";
import {
  changesBetween,
  type GuardSide,
  type PlanAction,
  type StillLive,
  stillLive,
} from "../../terraform/access/guard";
import { accessMatrix } from "../../terraform/access/matrix";
import type { Notice } from "../../terraform/model";
import { formatNamed, parseCommand } from "../arguments/parse-command";
import { UsageError } from "../error";
import { differenceJson, differenceMarkdown, differenceText } from "../render/difference";
import { newWarnings, noticeLines } from "../render/notices";
import { cleaned } from "../render/printable";
import { openSource } from "../sources/sources";

const FORMATS = { text: differenceText, markdown: differenceMarkdown, json: differenceJson };

/** Exit status: a principal may call more than before, or it cannot be told whether one may. */
const WIDENED = 3;

/** `gatehouse diff BASE HEAD`, or `gatehouse diff PLAN`: what changes for whom. */
export async function diff(args: readonly string[]): Promise<number> {
  const { options, paths } = parseCommand("diff", args, { options: { format: "string" }, paths: [1, 2] });
  const render = formatNamed<(typeof FORMATS)["text"]>(FORMATS, options.format);
  const { sides, changes } = await sidesOf(paths);
  const matrices = sides.map(matrixOf) as [Matrix, Matrix];
  const [base, head] = sides;
  const found = { ...difference(...matrices), undecided: undecided(base.resources, head.resources) };
  process.stdout.write(render(options.format === "json" ? found : cleaned(found)));
  const warnings = [...newNotices(sides, matrices), ...stillLive(changes).map(stillLiveNotice)];
  // The JSON has no field for warnings.
  if (options.format === "json") process.stderr.write(noticeLines(warnings));
  else process.stdout.write(newWarnings(cleaned(warnings), options.format === "markdown"));
  return found.widened.length > 0 || found.undecided.length > 0 ? WIDENED : 0;
}

type Matrix = ReturnType<typeof accessMatrix>;

interface Compared {
  readonly sides: readonly [GuardSide, GuardSide];
  readonly changes: readonly PlanAction[];
}

async function sidesOf([first = "", second]: readonly string[]): Promise<Compared> {
  const head = await openSource(second ?? first);
  const base = second === undefined ? head.base : await openSource(first);
  if (base) {
    const planned = second === undefined ? head.changes : undefined;
    return { sides: [base, head], changes: planned ?? changesBetween(base.resources, head.resources) };
  }
  throw new UsageError(
    "SIDES_MISSING",
    `${first} is no plan, so it has one side only; expected BASE and HEAD.`,
  );
}

/** Notices of the new side that the old side does not have, such as that anyone may sign up. */
function newNotices(sides: readonly GuardSide[], matrices: readonly Matrix[]): readonly Notice[] {
  const [before = [], after = []] = sides.map(({ model }, index) => [
    ...(matrices[index]?.notes ?? []),
    ...model.notices.filter(({ weight }) => weight !== undefined),
  ]);
  const known = new Set(before.map(({ address, message }) => `${address}: ${message}`));
  return after.filter(({ address, message }) => !known.has(`${address}: ${message}`));
}

function stillLiveNotice({ deployment, isNew, resource }: StillLive): Notice {
  const message = isNew
    ? `removed, but it stays live until the deployment after this one: ${deployment} is made before it is destroyed`
    : `removed, but it stays live until the next deployment: ${deployment} is not made anew`;
  return { address: resource, message };
}

function matrixOf({ evidence, model }: GuardSide): Matrix {
  return accessMatrix(model, evidence);
}
