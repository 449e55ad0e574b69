/** Wrong declarations, each synthesized as by `gatehouse synth`, from a copy of access/ with one more route. */
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import type { AccessModel } from "../../access/model";
import { UsageError } from "../error";
import { tick } from "../progress";
import type { DemoJson } from "../schemas/demo";
import type { Project } from "../sources/project";
import { synthesize } from "../sources/synthesize";
import { copyProject } from "./copied-project";
import { columns } from "./table";

interface Mistake {
  readonly key: string;
  readonly route: Readonly<Record<string, unknown>>;
  /** The code that it must be refused with. */
  readonly code: string;
}

/** Declarations that would open a route, or close one silently, if they were not refused. */
export function mistakesIn(access: AccessModel): readonly Mistake[] {
  const [role = "user"] = Object.keys(access.roles);
  const [system = "robot"] = Object.keys(access.systems);
  const handler = Object.values(access.routes)[0]?.handler ?? "none";
  const key = "POST /mistake";
  return [
    { key, code: "HOLDERS_EMPTY", route: { lock: "cognito", roles: [], handler } },
    { key, code: "VALUE_INVALID", route: { lock: "cognito", roles: role, handler } },
    { key, code: "FIELD_UNKNOWN", route: { lock: "cognito", roles: [role], systems: [system], handler } },
    { key, code: "FIELD_UNKNOWN", route: { lock: "iam", role: [role], handler } },
    { key, code: "VALUE_INVALID", route: { lock: "iam", roles: "signed-in", handler } },
    { key, code: "FIELD_UNKNOWN", route: { lock: "iam", roles: [role], keys: true, handler } },
    { key, code: "FIELD_MISSING", route: { lock: "public", handler } },
    { key: "post /mistake", code: "VERB_UNKNOWN", route: { lock: "iam", roles: [role], handler } },
  ];
}

export type PlayedMistake = DemoJson["mistakes"][number];

/**
 * Plays the mistakes, and says whether each was refused as expected.
 *
 * @param project whose declaration gets the mistakes; it is not written to
 */
export function playMistakes(project: Project, access: AccessModel): Promise<readonly PlayedMistake[]> {
  const mistakes = mistakesIn(access);
  let done = 0;
  return inTurn(mistakes, async ({ code, key, route }) => {
    const said = await synthesizedWith(project, key, route);
    tick(`${++done} of ${mistakes.length} wrong declarations`);
    const { handler: _, ...shown } = route;
    const { refusal = "nothing", words = said } = refusalIn(said);
    return { key, route: JSON.stringify(shown), expected: code, refusal, words, ok: refusal === code };
  });
}

/** The mistakes as a table, and how many were not refused as expected. */
export function mistakesText(played: readonly PlayedMistake[]): string {
  const rows = played.map(({ expected, key, ok, refusal, route, words }) => ({
    ok,
    cells: [`"${key}": ${route}`, ok ? expected : `${refusal}, not ${expected}`, words],
  }));
  const accepted = played.filter(({ ok }) => !ok).length;
  return [
    columns(["wrong declaration", "refused by", "words"], rows),
    accepted === 0
      ? `${played.length} wrong declarations, all refused by name.\n`
      : `${accepted} of ${played.length} wrong declarations were not refused as expected.\n`,
  ].join("\n");
}

/** `CODE: words`, which may have its place before it, or where the app does not catch the error, what Node.js prints of it. */
function refusalIn(said: string): { readonly refusal?: string; readonly words?: string } {
  const caught = /^(?:\S+: )?(?<refusal>[A-Z_]+): (?<words>.*)$/s.exec(said);
  const thrown = /^ *DeclarationError: (?<words>.*)$[\s\S]*^ *code: '(?<refusal>[A-Z_]+)'/m.exec(said);
  return { ...(caught ?? thrown)?.groups };
}

/** What the synth prints for the project's declaration with this route added: `CODE: message`. */
async function synthesizedWith(project: Project, key: string, route: unknown): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "gatehouse-mistake-"));
  try {
    copyWith(project.root, root, `${JSON.stringify(key)}: ${JSON.stringify(route)}`);
    await synthesize({ ...project, root, output: join(root, "cdktf.out") });
    return "It was synthesized.";
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return error.message.replace("The synth stopped. ", "");
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The project with one more route. */
function copyWith(from: string, to: string, route: string): void {
  copyProject(from, to);
  const access = join(to, "access");
  renameSync(join(access, "routes.ts"), join(access, "declared-routes.ts"));
  writeFileSync(
    join(access, "routes.ts"),
    // Without types: what refuses the route is the check that runs.
    `// @ts-nocheck
import { routes as declared } from "./declared-routes";
export const routes = { ...declared, ${route} } as typeof declared;
`,
  );
}

/** As many at once as there are processors. */
async function inTurn<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const waiting = [...items.entries()];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results[next[0]] = await run(next[1]);
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return results;
}
