import { route as answering, sideOf } from "../../terraform/access/difference/side";
import { type AccessMatrix, accessMatrix, type MatrixRoute } from "../../terraform/access/matrix/matrix";
import { statementAt } from "../../terraform/access/matrix/statement";
import { formatNamed } from "../arguments/format";
import { parseCommand } from "../arguments/parse-command";
import { UsageError } from "../error";
import { matrixHtml } from "../render/matrix-html";
import { matrixJson } from "../render/matrix-json";
import { matrixMarkdown } from "../render/matrix-markdown";
import { matrixText } from "../render/matrix-text";
import { cleaned, printable } from "../render/printable";
import { whyText } from "../render/why";
import { defaultSource, openSource } from "../sources/sources";

const FORMATS = {
  text: (matrix: AccessMatrix) => matrixText(matrix, process.stdout.columns ?? 120),
  markdown: matrixMarkdown,
  json: matrixJson,
  html: matrixHtml,
} as const;

/** `gatehouse access [PATH]`: who may call what, or with --why one answer of it. */
export async function access(args: readonly string[]): Promise<number> {
  const { options, paths } = parseCommand("access", args, {
    options: { format: "string", why: "string", as: "string" },
    paths: [0, 1],
  });
  const render = formatNamed<(matrix: AccessMatrix) => string>(FORMATS, options.format);
  const { evidence, model } = await openSource(paths[0] ?? defaultSource());
  const asked = accessMatrix(model, evidence);
  const warnings = model.notices.filter(({ weight }) => weight !== undefined);
  const read = { ...asked, notes: [...asked.notes, ...warnings] };
  const matrix = options.format === "json" ? read : cleaned(read);
  if (options.why === undefined && options.as === undefined) {
    process.stdout.write(render(matrix));
    // The JSON has no place for them, and must not look whole where it is not.
    if (options.format === "json")
      for (const { address, message } of matrix.notes)
        process.stderr.write(`! ${printable(`${address}: ${message}`)}\n`);
    return 0;
  }
  if (options.why === undefined || options.as === undefined)
    throw new UsageError("WHY_INCOMPLETE", `--why 'METHOD /path' and --as WHO go together.`);
  const route = routeNamed(matrix, options.why);
  const principal = principalNamed(matrix, options.as);
  const cell = route.cells.find((one) => one.principal === principal);
  if (!cell) throw new Error(`no cell of ${principal}`);
  process.stdout.write(whyText(route, cell, cleaned(statementAt(model, cell.source))));
  return 0;
}

/** By its name, or by a request that it answers: `GET /pets/7`. */
function routeNamed(matrix: AccessMatrix, text: string): MatrixRoute {
  const [, verb = "", path = ""] = /^([A-Za-z]+)\s+(\/\S*)$/.exec(text.trim()) ?? [];
  const method = verb.toUpperCase();
  const named = matrix.routes.filter((route) => route.method === method && route.path === path);
  const [first, second] = named;
  if (first && !second) return first;
  const places = [...sideOf(matrix).apis.keys()];
  if (!second && places.length === 1) {
    const found = matrix.routes[0] && answering(sideOf(matrix), { ...matrix.routes[0], path }, method);
    if (found) return found;
  }
  if (second)
    throw new UsageError(
      "ROUTE_AMBIGUOUS",
      `"${text}" is a route of several APIs or stages: ${places.join(", ")}; --format json has the reasons of all.`,
    );
  throw new UsageError(
    "ROUTE_UNKNOWN",
    `No route answers "${text}"; there are ${listed(matrix.routes.map((route) => `${route.method} ${route.path}`))}.`,
  );
}

/** `group:user`, or `user` where that is one principal only. */
function principalNamed({ principals }: AccessMatrix, text: string): string {
  if (principals.includes(text)) return text;
  const short = principals.filter((name) => name.slice(name.indexOf(":") + 1) === text);
  const groups = short.filter((name) => name.startsWith("group:"));
  const [found, second] = groups.length === 1 ? groups : short;
  if (found !== undefined && second === undefined) return found;
  throw new UsageError(
    second === undefined ? "PRINCIPAL_UNKNOWN" : "PRINCIPAL_AMBIGUOUS",
    second === undefined
      ? `--as ${text}: there are ${listed(principals)}.`
      : `--as ${text}: that is ${short.join(" or ")}.`,
  );
}

function listed(names: readonly string[]): string {
  return names.length > 12
    ? `${names.slice(0, 12).join(", ")} and ${names.length - 12} more`
    : names.join(", ");
}
