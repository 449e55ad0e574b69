// Runs inside a worker thread, in place of Lambda's runtime: loads one handler and answers one event at a time.
// Plain JavaScript, because a worker starts without the loader that the rest of the project runs through.
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { parentPort, workerData } = require("node:worker_threads");

const handler = loadHandler(workerData.folder, workerData.handler);
// Reported with the first event, as Lambda does; without this the worker would end before it.
handler.catch(() => {});

parentPort.on("message", async ({ event, context }) => {
  const deadline = Date.now() + context.timeoutMs;
  try {
    const result = await run(await handler, JSON.parse(event), {
      ...context.fields,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    });
    parentPort.postMessage({ payload: JSON.stringify(result) ?? "null" });
  } catch (error) {
    // By this very text an authorizer refuses a caller: an answer, and no failure to report.
    if (error?.message !== "Unauthorized") console.error(error);
    const isError = error instanceof Error;
    parentPort.postMessage({
      error: {
        errorType: isError ? error.name : typeof error,
        errorMessage: isError ? error.message : String(error),
      },
    });
  }
});

async function loadHandler(folder, name) {
  // A handler lies in its archive: "../other.handler" would run what was never unpacked.
  if (!/^(?!\.)[\w./-]+\.\w+$/.test(name) || name.split("/").includes(".."))
    throw new Error(`Bad handler ${name}`);
  const dot = name.lastIndexOf(".");
  const base = join(folder, name.slice(0, dot));
  const file = [".js", ".mjs", ".cjs"].map((extension) => base + extension).find(existsSync);
  if (file === undefined) throw new Error(`Cannot find module '${name.slice(0, dot)}' of handler ${name}`);
  const module = await import(pathToFileURL(file).href);
  const found = module[name.slice(dot + 1)] ?? module.default?.[name.slice(dot + 1)];
  if (typeof found !== "function") throw new Error(`${name} is undefined or not exported`);
  return found;
}

function run(handle, event, context) {
  if (handle.length < 3) return handle(event, context);
  return new Promise((resolve, reject) => {
    const returned = handle(event, context, (error, result) => (error ? reject(error) : resolve(result)));
    if (typeof returned?.then === "function") returned.then(resolve, reject);
  });
}
