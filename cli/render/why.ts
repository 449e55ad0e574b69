import type { Cell, MatrixRoute } from "../../terraform/access/matrix";
import { describeRequirements } from "../../terraform/access/requirements";
import type { Statement } from "../../terraform/model";

const WORDS = { allow: "allowed", deny: "denied", unknown: "not known" } as const;

/** One cell in a few lines, down to the policy's statement. */
export function whyText(route: MatrixRoute, cell: Cell, statement: Statement | undefined): string {
  const { decision, principal, reason, requires, source } = cell;
  const needs = requires ? `, ${describeRequirements(requires)}` : "";
  const place =
    source.statement === undefined ? source.address : `statement ${source.statement} of ${source.address}`;
  return `${[
    `${route.method} ${route.path} as ${principal}: ${WORDS[decision]}${needs}`,
    `  lock     ${route.authorization}, by ${route.address}`,
    `  because  ${reason}`,
    `  source   ${place}`,
    ...(statement ? statementLines(statement) : []),
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
