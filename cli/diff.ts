import { difference } from "../terraform/difference";
import type { GuardSide } from "../terraform/guard/guard";
import { accessMatrix } from "../terraform/matrix";
import { UsageError } from "./error";
import { formatNamed } from "./format";
import { parseCommand } from "./parse-command";
import { cleaned } from "./render/cleaned";
import { differenceJson, differenceMarkdown, differenceText } from "./render/difference";
import { openSource } from "./sources";

const FORMATS = { text: differenceText, markdown: differenceMarkdown, json: differenceJson };

/** Somebody may do more than before. */
const WIDENED = 3;

/** `gatehouse diff BASE HEAD`, or `gatehouse diff PLAN`: what changes for whom. */
export async function diff(args: readonly string[]): Promise<number> {
  const { options, paths } = parseCommand("diff", args, { options: { format: "string" }, paths: [1, 2] });
  const render = formatNamed<(typeof FORMATS)["text"]>(FORMATS, options.format);
  const found = difference(...((await sidesOf(paths)).map(matrixOf) as [Matrix, Matrix]));
  process.stdout.write(render(options.format === "json" ? found : cleaned(found)));
  return found.widened.length > 0 ? WIDENED : 0;
}

type Matrix = ReturnType<typeof accessMatrix>;

async function sidesOf([first = "", second]: readonly string[]): Promise<[GuardSide, GuardSide]> {
  if (second !== undefined) return [await openSource(first), await openSource(second)];
  const head = await openSource(first);
  if (head.base) return [head.base, head];
  throw new UsageError(
    "SIDES_MISSING",
    `${first} is no plan, so it has one side only; expected BASE and HEAD.`,
  );
}

function matrixOf({ evidence, model }: GuardSide): Matrix {
  return accessMatrix(model, evidence);
}
