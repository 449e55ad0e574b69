import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { limits } from "../../access/limits";
import type { AccessModel, Route, RouteKey } from "../../access/model";
import { roles } from "../../access/roles";
import { routes } from "../../access/routes";
import { systems } from "../../access/systems";
import { type Gate, startGate } from "../../gateway";
import { readTerraform } from "../../terraform/read";
import { parseCommand } from "../arguments/parse-command";
import { type Callers, callersOf } from "../demo/callers";
import { playMistakes } from "../demo/mistakes";
import { ownership } from "../demo/ownership";
import { type Attempt, plan } from "../demo/plan";
import { type Row, table } from "../demo/table";
import { cleaned } from "../render/cleaned";
import { readOutput } from "../sources/output";
import { projectAt } from "../sources/project";
import { synthesize } from "./synth";

/** What a handler of the pet store takes; the path's parameters are of a pet that was made for the call. */
const bodies: Readonly<Partial<Record<RouteKey, unknown>>> = {
  "POST /pets": { name: "Rex", type: "dog" },
  "POST /partner/pets": { name: "Tom", type: "cat" },
  "POST /products": { name: "Leash" },
  "POST /account": { name: "A customer" },
};

/**
 * `gatehouse demo`: everybody at every route, with real clients over HTTP. What is expected comes from
 * access/, what is received from the Terraform by way of the gate. Then wrong declarations, none of which is synthesized.
 *
 * @returns 1 if an answer was not the expected one, a handler ran for a refused call, or a mistake was accepted
 */
export async function demo(args: readonly string[]): Promise<number> {
  parseCommand("demo", args, { options: {}, paths: [0, 0] });
  const project = projectAt(process.cwd());
  await synthesize(project);
  const output = readOutput(project.output);
  const model = readTerraform({ kind: "stacks", stacks: output.stacks }, { strict: true });
  const handlers = new Set(
    model.apis.flatMap(({ methods }) => methods.map(({ integration }) => integration.functionArn)),
  );
  const stateDir = mkdtempSync(join(tmpdir(), "gatehouse-demo-"));
  /** Ids of the requests for which a handler ran. */
  const handled = new Set<string>();
  try {
    const gate = await startGate({
      model,
      readArchive: (archive) => output.readArchive(archive),
      port: 0,
      stateDir,
      log: () => {},
      onCall: ({ requestId, invoked }) => {
        if (invoked.some((arn) => handlers.has(arn))) handled.add(requestId);
      },
    });
    try {
      const access: AccessModel = { roles, systems, routes, limits };
      const wrong = await play(gate, access, handled);
      return wrong + (await playMistakes(project, access)) === 0 ? 0 : 1;
    } finally {
      await gate.stop();
    }
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
}

/** Plays every call, prints the table, and counts the calls that were not answered as declared. */
async function play(gate: Gate, access: AccessModel, handled: ReadonlySet<string>): Promise<number> {
  const nameOf = (role: string) =>
    gate.description.users.find((user) => user.groups.includes(role))?.username ?? role;
  const callers = callersOf(gate.description);
  const rows: Row[] = [];
  for (const attempt of plan(access, nameOf))
    rows.push(await attempted(gate, callers, attempt, access, handled));
  rows.push(...(await ownership(gate.description, callers, access)));
  process.stdout.write(table(cleaned(rows)));
  const wrong = rows.filter((row) => !row.ok).length;
  process.stdout.write(
    wrong === 0
      ? `\n${rows.length} calls, all answered as declared; no handler ran for a refused one.\n`
      : `\n${wrong} of ${rows.length} calls were not answered as declared.\n`,
  );
  return wrong;
}

async function attempted(
  gate: Gate,
  callers: Callers,
  attempt: Attempt,
  access: AccessModel,
  handled: ReadonlySet<string>,
): Promise<Row> {
  const [verb = "", path = ""] = attempt.route.split(" ");
  const url = `${gate.description.url}${await concrete(gate, callers, path, access)}`;
  const body = bodies[attempt.route];
  const request = { verb, url, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await callers.send(request, attempt.credentials, attempt.withKey);
  const words = await response.text();
  const ran = handled.has(response.headers.get("x-amzn-requestid") ?? "");
  const admitted = ran && response.status < 300;
  const ok = attempt.expected === "admitted" ? admitted : !ran && response.status === attempt.expected;
  return {
    caller: attempt.caller,
    call: attempt.route,
    expected: attempt.expected === "admitted" ? "in" : `${attempt.expected}`,
    received: admitted ? `in, ${response.status}` : `${response.status}${ran ? ", handler ran" : ""}`,
    words: admitted ? "" : words,
    ok,
  };
}

/** The path with a real item's id for its parameter: one that is made now, by whoever may. */
async function concrete(gate: Gate, callers: Callers, path: string, access: AccessModel): Promise<string> {
  const [collection = "", parameter] = path.split(/\/\{(\w+)\+?\}/);
  if (parameter === undefined) return path;
  const create = `POST ${collection}` as RouteKey;
  const route = (access.routes as Readonly<Record<string, Route>>)[create];
  const maker =
    route &&
    plan({ ...access, routes: { [create]: route } }, (role) => role).find(
      (one) => one.expected === "admitted",
    );
  if (!maker) return path.replace(/\{\w+\+?\}/g, "unknown");
  const request = {
    verb: "POST",
    url: `${gate.description.url}${collection}`,
    body: JSON.stringify(bodies[create] ?? {}),
  };
  const made = (await (await callers.send(request, maker.credentials, maker.withKey)).json()) as Record<
    string,
    string
  >;
  return path.replace(/\{\w+\+?\}/, made[parameter] ?? "unknown");
}
