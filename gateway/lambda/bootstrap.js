// The main module of a function's process, in place of Lambda's runtime: loads one handler and answers one event
// at a time. Plain JavaScript, because the process starts without the loader that the rest of the project runs
// through.
const { existsSync, readSync, writeSync } = require("node:fs");
const { Socket } = require("node:net");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { bytesOf, frame, frameReader, textOf } = require("../process/frames.js");

// The function runs in the same process and may replace these, for itself and for the events after.
const { parse, stringify } = JSON;
const { now } = Date;
const { max } = Math;
const { kill, pid } = process;
const elapsed = performance.now.bind(performance);

/** File descriptor of the channel to the gate. */
const CHANNEL = 3;
/** File descriptor of the file that tells the gate which event was begun, and this process which are taken back. */
const BEGUN = 4;
/** Where the batch that is taken back stands in it. */
const BATCH_AT = 64;
/** Bytes of an event, encoded; what API Gateway takes is less. */
const LONGEST_EVENT = 64 << 20;
/** Bytes of a reply: Lambda's limit. */
const LONGEST_REPLY = 6 * 1_048_576;
/** Characters of an error's name and of its message. */
const LONGEST_ERROR = 10_000;

const channel = new Socket({ fd: CHANNEL, readable: true, writable: true });
let handler;
/** What is the same for all events. */
let context;
/** The event that is being answered. */
let current;
/** Events that wait, the first and the last of a list: methods of arrays may be replaced. */
let first;
let last;
let isAnswering = false;
const batch = Buffer.alloc(4);

channel.on("data", frameReader(LONGEST_EVENT, receive));
channel.on("error", end);
channel.on("close", end);
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);

function receive(head, body) {
  if (head.handler !== undefined) {
    context = head.context;
    handler = loadHandler(head.folder, head.handler);
    // A failure is reported with the first event, as Lambda does.
    handler.catch(() => {});
    return;
  }
  const event = { head, body, next: undefined };
  if (first === undefined) first = event;
  else last.next = event;
  last = event;
  if (!isAnswering) answerAll();
}

/** One event at a time, as Lambda does. */
async function answerAll() {
  isAnswering = true;
  while (first !== undefined) {
    const { body, head } = first;
    first = first.next;
    if (begins(head)) await answer(head, textOf(body));
  }
  isAnswering = false;
}

/**
 * Whether the event may be begun. The id is written synchronously, so that the gate can tell that it was begun, also if the
 * handler never yields. The gate reads the file only where an answer does not come: a message for each event would wake
 * it for nothing. An event that was sent ahead may have been taken back: the id is written before that is read.
 */
function begins(head) {
  current = head.id;
  const id = bytesOf(current);
  writeSync(BEGUN, id, 0, id.length, 0);
  if (head.batch === undefined || readSync(BEGUN, batch, 0, 4, BATCH_AT) < 4) return true;
  const takenBack = batch[0] + batch[1] * 256 + batch[2] * 65536 + batch[3] * 16777216;
  if (head.batch > takenBack) return true;
  channel.write(frame({ id: head.id, isTakenBack: true }));
  while (first !== undefined && first.head.batch <= takenBack) first = first.next;
  return false;
}

async function answer({ arn, id, requestId, timeoutMs }, event) {
  const deadline = now() + timeoutMs;
  const began = elapsed();
  let handle;
  try {
    handle = await handler;
  } catch (error) {
    // The next event gets a new process, and another try.
    return fail(error);
  }
  try {
    const result = await run(handle, parse(event), {
      ...context,
      awsRequestId: requestId,
      invokedFunctionArn: arn,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => max(0, deadline - now()),
    });
    reply({ id, took: elapsed() - began }, stringify(result) ?? "null");
  } catch (error) {
    // With this message an authorizer refuses a caller, which is not a failure to report.
    if (error?.message !== "Unauthorized") print(error);
    channel.write(frame({ id, error: describe(error) }));
  }
}

function reply(head, payload) {
  const message = frame(head, payload);
  if (message.length <= LONGEST_REPLY) return channel.write(message);
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${LONGEST_REPLY} bytes).`;
  channel.write(frame({ id: head.id, error: { errorType: "Function.ResponseSizeTooLarge", errorMessage } }));
}

/** Reports why the process cannot go on, and ends it. */
function fail(error) {
  print(error);
  channel.end(frame({ id: current, error: describe(error) }), end);
}

function end() {
  kill.call(process, pid, "SIGKILL");
}

function print(error) {
  try {
    console.error(error);
  } catch {
    // What the function threw cannot be shown, or the console is gone.
  }
}

/** Name and message of what was thrown. Reading them may throw as well. */
function describe(error) {
  try {
    const isError = error instanceof Error;
    return {
      errorType: `${isError ? error.name : typeof error}`.slice(0, LONGEST_ERROR),
      errorMessage: `${isError ? error.message : error}`.slice(0, LONGEST_ERROR),
    };
  } catch {
    return { errorType: "Error", errorMessage: "The function threw what cannot be shown" };
  }
}

async function loadHandler(folder, name) {
  // A handler is in its archive: "../other.handler" would run code from elsewhere.
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
