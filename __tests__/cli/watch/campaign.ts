/**
 * `npm run test:watch`: many saves of each kind, first at the watcher alone, then at the whole gate with real
 * synths and a right that is given and taken back. Prints how many were missed, and how long it took.
 *
 * SAVES (default 200) and GATE_SAVES (default 20) say how many of each kind; KIND takes one kind only.
 */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { callersOf } from "../../../cli/demo/callers";
import { copyProject, startGateCommand, temporaryFolder } from "../../gate/command";
import { timeUntil, watchApp } from "./app";
import { makeRepository, type Place, saves, wait } from "./saves";

const SAVES = Number(process.env.SAVES ?? 200);
const GATE_SAVES = Number(process.env.GATE_SAVES ?? 20);
const kinds = Object.entries(saves).filter(([name]) => (process.env.KIND ?? name) === name);

/** Takes place for each kind; `arrived` resolves with the ms from the end of the save, or undefined. */
async function play(
  title: string,
  place: Place,
  { count, arrived }: { readonly count: number; arrived(number: number): Promise<number | undefined> },
): Promise<number> {
  let missed = 0;
  let number = 0;
  for (const [kind, save] of kinds) {
    const times: number[] = [];
    const misses: number[] = [];
    for (let i = 0; i < count; i++) {
      // Odd and even take turns, and "two in a row" has one between.
      number += 3;
      await save(place, number);
      const ms = await arrived(number);
      if (ms === undefined) misses.push(number);
      else times.push(ms);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) =>
      `${Math.round(times[Math.floor((times.length - 1) * share)] ?? Number.NaN)}`;
    console.log(
      `${title}  ${kind.padEnd(30)} ${count} saves, ${misses.length} missed; ms until served: ` +
        `median ${at(0.5)}, 95 % ${at(0.95)}, most ${at(1)}`,
    );
    missed += misses.length;
  }
  return missed;
}

async function watcherAlone(): Promise<number> {
  const app = watchApp(20);
  await wait(200);
  const arrived = (number: number) => timeUntil(() => app.served() === app.text(number));
  const missed = await play("watcher", app, { count: SAVES, arrived });
  app.close();
  return missed;
}

async function wholeGate(): Promise<number> {
  const folder = temporaryFolder();
  const root = join(folder, "project");
  copyProject(root);
  makeRepository(root);
  const file = join(root, "access/routes.ts");
  const declared = readFileSync(file, "utf8");
  const roles = (number: number | "wrong") =>
    number === "wrong" ? '["owner"]' : number % 2 === 0 ? '["user", "admin"]' : '["admin"]';
  const text = (number: number | "wrong") =>
    `${declared.replace('"POST /pets": { lock: "iam", roles: ["admin"]', `"POST /pets": { lock: "iam", roles: ${roles(number)}`)}// ${number}\n`;
  const gate = await startGateCommand([], { cwd: root });
  const callers = callersOf(gate.description);
  const request = { verb: "POST", url: `${gate.description.url}/pets`, body: '{"name":"Rex"}' };
  const arrived = async (number: number) => {
    const started = performance.now();
    while (performance.now() - started < 60_000) {
      const { status } = await callers.send(request, { kind: "signed", by: { role: "user" } }, false);
      if (status === (number % 2 === 0 ? 201 : 403)) return performance.now() - started;
      await wait(20);
    }
    return undefined;
  };
  const missed = await play("gate   ", { root, file, text }, { count: GATE_SAVES, arrived });
  await gate.stop();
  rmSync(folder, { recursive: true });
  return missed;
}

async function campaign(): Promise<void> {
  const missed = (SAVES > 0 ? await watcherAlone() : 0) + (GATE_SAVES > 0 ? await wholeGate() : 0);
  console.log(missed === 0 ? "No save was missed." : `${missed} saves were missed.`);
  process.exitCode = missed === 0 ? 0 : 1;
}

void campaign();
