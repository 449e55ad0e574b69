import {
  type AccessMatrix,
  accessMatrix,
  type Cell,
  type MatrixRoute,
  named,
  statementAt,
} from "../terraform/access/matrix";
import { principalsNamed } from "./arguments/principals-named";
import { routeNamed } from "./arguments/route-named";
import { UsageError } from "./error";
import { whyText } from "./render/access/why";
import { cleaned } from "./render/printable";
import type { OpenedSide } from "./sources/sources";

/** One answer of a matrix, and why it is so. */
export interface Answer {
  readonly route: MatrixRoute;
  readonly cell: Cell;
  /** As `gatehouse access --why` prints it. */
  readonly why: string;
}

/**
 * Whether a caller may call a route.
 *
 * @param matrix of the side
 * @param route `POST /pets`, or as the table prints it
 * @param who `group:user`, or several principals that are one caller, with commas between them
 * @throws UsageError `ROUTE_UNKNOWN`, `ROUTE_AMBIGUOUS`, `PRINCIPAL_UNKNOWN`, `PRINCIPAL_AMBIGUOUS`, `PRINCIPALS_APART`
 */
export function answerOf(
  { evidence, model, positions }: Pick<OpenedSide, "evidence" | "model" | "positions">,
  matrix: AccessMatrix,
  { route: text, who: names }: { readonly route: string; readonly who: string },
): Answer {
  const who = principalsNamed(cleaned(matrix), names).map((at) => matrix.principals[at] ?? "");
  const together = who.length > 1 ? accessMatrix(model, evidence, { also: [who] }) : matrix;
  const at = together.principals.lastIndexOf(who.join(","));
  if (at < 0)
    throw new UsageError(
      "PRINCIPALS_APART",
      `--as ${names}: no caller is all of them; expected groups of one user pool, or roles of one token.`,
    );
  const route = routeNamed(cleaned(together), text);
  const cell = route.cells[at] as Cell;
  const statement = statementAt(model, cell.source);
  const why = whyText(route, cell, {
    positions,
    inWords: named(model),
    ...(statement && { statement: cleaned(statement) }),
  });
  return { route, cell, why };
}
