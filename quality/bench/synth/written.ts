/** What a contender has written: the same resources as the others, or the times say nothing. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contender } from "./contenders";

type Counts = Readonly<Record<string, number>>;

/** @throws Error if the output in a folder does not have the resources of so many routes */
export function assertWritten(name: Contender, routes: number, out: string): void {
  const [found, expected] = [countsIn(out), countsOf(name, routes)];
  const wrong = [...new Set([...Object.keys(found), ...Object.keys(expected)])].filter(
    (kind) => found[kind] !== expected[kind],
  );
  if (wrong.length > 0)
    throw new Error(
      `${name}, ${routes} routes: ${wrong
        .map((kind) => `expected ${expected[kind] ?? 0} of ${kind}, found ${found[kind] ?? 0}`)
        .join("; ")}`,
    );
}

/** By the type's name without its service and its spelling, which differ: `restapi`. */
function countsOf(name: Contender, routes: number): Counts {
  return {
    restapi: 1,
    authorizer: 1,
    // Four routes on each path, and the path above them.
    resource: Math.ceil(routes / 4) + 1,
    method: routes,
    // CloudFormation has them inside of methods.
    ...(!name.startsWith("aws-cdk-lib") && { integration: routes }),
    // Of the function one for each route, and that of the authorizer.
    permission: routes + 1,
    deployment: 1,
    stage: 1,
    ...(name.startsWith("Gatehouse") && { methodsettings: 1 }),
  };
}

function countsIn(out: string): Counts {
  const counts: Record<string, number> = {};
  for (const type of typesIn(out)) {
    const kind = type
      .replace(/^.*:|^aws_(api_gateway|lambda)_/, "")
      .replaceAll("_", "")
      .toLowerCase();
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** The type of each resource: of Terraform's JSON, of CloudFormation's, or of what is sent to Pulumi's engine. */
function typesIn(out: string): readonly string[] {
  const json = <T>(file: string) => JSON.parse(readFileSync(file, "utf8")) as T;
  const stacks = join(out, "stacks");
  if (existsSync(stacks))
    return readdirSync(stacks).flatMap((stack) => {
      const { resource = {} } = json<{ resource?: Record<string, object> }>(
        join(stacks, stack, "cdk.tf.json"),
      );
      return Object.entries(resource).flatMap(([type, byName]) => Object.keys(byName).map(() => type));
    });
  const registered = join(out, "registered.json");
  if (existsSync(registered)) return json<readonly { type: string }[]>(registered).map(({ type }) => type);
  const { Resources } = json<{ Resources: Record<string, { Type: string }> }>(join(out, "api.template.json"));
  return Object.values(Resources).map(({ Type }) => Type);
}
