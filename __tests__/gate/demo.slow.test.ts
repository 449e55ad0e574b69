import { spawn } from "node:child_process";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { schemaErrors } from "../cli/captured";
import { copyProject, temporaryFolder } from "./command";

/** The demo as a process of its own: a test runner keeps an event loop alive that would run empty here. */

jest.setTimeout(180_000);

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

test("a call that is not answered as declared ends the demo with status 1, and nothing stays behind", async () => {
  const project = join(folder, "project");
  copyProject(project);
  for (const room of ["gateway", "terraform"])
    cpSync(join(__dirname, "../..", room), join(project, room), { recursive: true });
  const routes = join(project, "access/routes.ts");
  // Its handler does not know the path, and answers 404.
  const line = '"GET /orders": { lock: "iam", roles: ["admin"], handler: "products" },';
  writeFileSync(routes, readFileSync(routes, "utf8").replace('"GET /pets":', `${line}\n  "GET /pets":`));
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith("gatehouse-demo-"));
  const before = left();
  // The demo compares with the declaration beside it, so it is the copy's own.
  const demo = spawn(process.execPath, [join(project, "cli/bin.js"), "demo", "--json"], { cwd: project });
  let out = "";
  demo.stdout?.on("data", (text) => {
    out += text;
  });
  const status = await new Promise((resolve) => demo.on("close", resolve));
  expect(schemaErrors("demo", out)).toEqual([]);
  const { calls, mistakes } = JSON.parse(out);
  expect(calls).toHaveLength(68);
  expect(calls.filter(({ ok }: { ok: boolean }) => !ok)).toMatchObject([
    { call: "GET /orders", expected: "in", received: "404, handler ran" },
  ]);
  expect(mistakes.every(({ ok }: { ok: boolean }) => ok)).toBe(true);
  expect(status).toBe(1);
  expect(left().filter((name) => !before.includes(name))).toEqual([]);
});

test("as an HTTP API, every call is answered as declared", async () => {
  const project = join(folder, "http");
  copyProject(project);
  for (const room of ["gateway", "terraform"])
    cpSync(join(__dirname, "../..", room), join(project, room), { recursive: true });
  const args = [join(project, "cli/bin.js"), "demo", "--environment", "http", "--json"];
  const demo = spawn(process.execPath, args, { cwd: project });
  let out = "";
  demo.stdout?.on("data", (text) => {
    out += text;
  });
  const status = await new Promise((resolve) => demo.on("close", resolve));
  const { calls } = JSON.parse(out);
  expect(calls).toHaveLength(62);
  expect(calls.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
  const byHandler = calls.filter(({ expected }: { expected: string }) => expected === "401 by the handler");
  expect(byHandler.map(({ caller, call }: { caller: string; call: string }) => [caller, call])).toEqual([
    ["alice, access-token", "GET /account"],
    ["bob, access-token", "GET /account"],
    ["alice, access-token", "POST /account"],
    ["bob, access-token", "POST /account"],
  ]);
  expect(status).toBe(0);
});
