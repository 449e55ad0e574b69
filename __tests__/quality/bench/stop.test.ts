import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformSync } from "esbuild";

const STOP = transformSync(readFileSync(join(__dirname, "../../../quality/bench/frame/stop.ts"), "utf8"), {
  loader: "ts",
  format: "cjs",
}).code;

/** Holds a folder, and a child behind a shell, until it is stopped. Prints the folder and the child's process id. */
const HOLDING = `${STOP}
  stopOnSignals();
  withFolder("test", async (folder) => {
    const child = endedWithUs(require("node:child_process").spawn("bash", ["-c", "sleep 60 & echo $!; wait"], { detached: true }));
    child.stdout.once("data", (pid) => console.log(JSON.stringify({ folder, pid: Number(pid) })));
    await new Promise(() => undefined);
  });
`;

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends the children of a run and removes its folder", async (signal, status) => {
  const run = spawn(process.execPath, ["-e", HOLDING]);
  const [text] = (await once(run.stdout, "data")) as [Buffer];
  const { folder, pid } = JSON.parse(text.toString()) as { readonly folder: string; readonly pid: number };
  expect(existsSync(folder)).toBe(true);
  run.kill(signal);
  expect(await once(run, "exit")).toEqual([status, null]);
  expect(existsSync(folder)).toBe(false);
  await gone(pid);
});

/** A process that has ended may wait for its new parent. The test's time limit stops this where it does not end. */
async function gone(pid: number): Promise<void> {
  try {
    for (;;) {
      process.kill(pid, 0);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  } catch (error) {
    expect(error).toMatchObject({ code: "ESRCH" });
  }
}
