import type { Cell, MatrixRoute } from "../../../terraform/access/matrix";
import { describeRequirements } from "../../../terraform/access/requirements";
import type { Statement } from "../../../terraform/model";
import { type Positions, positionOf } from "../../../terraform/sources";
import { placed } from "../places";
import { leftAt } from "./left-to-backend";
import { lockOf } from "./lock";
import { pathOf, titleOf } from "./view";

const WORDS = { allow: "allowed", deny: "denied", unknown: "not known" } as const;

/**
 * One cell in a few lines: the route, its lock, what decides, down to the policy's statement, each with its place.
 *
 * @param statement that decides, if one does
 * @param inWords writes the ARNs in it by the resources that they are of
 */
export function whyText(
  route: MatrixRoute,
  { decision, principal, reason, requires = [], source }: Cell,
  {
    inWords,
    positions,
    statement,
  }: {
    readonly inWords: (text: string) => string;
    readonly positions: Positions;
    readonly statement?: Statement;
  },
): string {
  const at = (address: string) => placed([address], positionOf(positions, address)).join("  ");
  const need = requires.length > 0 ? `, ${describeRequirements(requires)}` : "";
  const decider = source.statement === undefined ? "" : `statement ${source.statement} of `;
  const lock =
    route.unknown === undefined ? `${lockOf(route)} (${route.authorization})` : `unknown: ${route.unknown}`;
  const lines: [string, string][] = [
    ["route", `${titleOf(route)}, ${at(route.address)}`],
    ["lock", route.authorizer === undefined ? lock : `${lock}, by ${at(route.authorizer)}`],
    ["because", reason],
    ["source", `${decider}${at(source.address)}`],
    ...(decision === "deny" ? [] : leftAt(route)).map((text): [string, string] => ["left to", text]),
  ];
  return `${[
    `${route.method} ${pathOf(route)} as ${principal}: ${WORDS[decision]}${need}`,
    ...lines.map(([name, text]) => `  ${name.padEnd(7)}  ${text}`),
    ...(statement ? statementLines(statement).map(inWords) : []),
  ].join("\n")}\n`;
}

function statementLines(statement: Statement): string[] {
  const entries: [string, readonly string[] | undefined][] = [
    ["Action", statement.actions],
    ["NotAction", statement.notActions],
    ["Resource", statement.resources],
    ["NotResource", statement.notResources],
    [
      "Condition",
      statement.conditions.length > 0
        ? statement.conditions.map(({ key, operator, values }) => `${operator} ${key} ${values.join(", ")}`)
        : undefined,
    ],
  ];
  return [
    `           ${statement.effect}${statement.sid === undefined ? "" : ` (${statement.sid})`}`,
    ...entries.flatMap(([name, values]) =>
      (values ?? []).map((value, index) => `           ${(index === 0 ? name : "").padEnd(11)}  ${value}`),
    ),
  ];
}
