// The main module of the table store's process: dynalite over a LevelDB folder. Plain JavaScript, because the
// process starts without the loader that the rest of the project runs through.
//
// dynalite throws errors of the disk, and its own, out of callbacks, where callers cannot catch them; they are caught
// here. After a failed write the process ends: LevelDB could not read again what it acknowledges after a truncated
// record, and a locked key would stay locked.
const { AsyncLocalStorage } = require("node:async_hooks");
const { statSync } = require("node:fs");
const { Socket } = require("node:net");
const { join } = require("node:path");
const { Readable } = require("node:stream");
const { frame, frameReader } = require("../process/frames.js");

const [, , path] = process.argv;
/** Bytes of a request. */
const LIMIT = 32 << 20;
const READS = new Set(["BatchGetItem", "DescribeTable", "GetItem", "ListTables", "Query", "Scan"]);

const channel = new Socket({ fd: 3, readable: true, writable: true });
const calls = new AsyncLocalStorage();
let handle;
let lock;

process.on("uncaughtException", (error) => {
  const call = calls.getStore();
  if (call && READS.has(call.operation)) failed(call, error.message);
  else end(error.message);
});
channel.on("error", () => process.exit());
channel.on("close", () => process.exit());
open().then(
  () => {
    channel.on(
      "data",
      frameReader(LIMIT, (call, body) => calls.run(call, () => serve(call, body))),
    );
    channel.write(frame({ ready: true }));
  },
  (error) => {
    const { cause = error } = error;
    channel.write(frame({ closed: cause.message, inUse: cause.code === "LEVEL_LOCKED" }));
  },
);

/** Opens the database once before dynalite does, which reports no reason when it cannot. */
async function open() {
  const { Level } = require("level");
  const database = new Level(path);
  await database.open();
  await database.close();
  const server = require("dynalite")({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  handle = server.listeners("request")[0];
  lock = inode();
}

function serve(call, body) {
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": `DynamoDB_20120810.${call.operation}`,
    // The signature was verified before; dynalite only checks that there is one.
    authorization: "AWS4-HMAC-SHA256 Credential=gate, SignedHeaders=host, Signature=gate",
    "x-amz-date": "20000101T000000Z",
  };
  const request = Object.assign(Readable.from([body]), { method: "POST", url: "/", headers });
  const response = {
    statusCode: 200,
    setHeader() {},
    end(text = "") {
      // LevelDB would go on writing into removed files, and what it acknowledges would be lost.
      if (inode() !== lock) return end(`the folder ${path} was removed or replaced`, call);
      channel.write(frame({ id: call.id, status: this.statusCode }, text));
    },
  };
  handle(request, response);
}

function failed({ id }, problem) {
  channel.write(frame({ id, problem }));
}

function end(problem, call = calls.getStore()) {
  if (call) failed(call, problem);
  // The gate ends the process when it has read this.
  channel.write(frame({ closed: problem }));
}

/** Tells whether the folder is still the one that was opened. */
function inode() {
  try {
    return statSync(join(path, "LOCK")).ino;
  } catch {
    return undefined;
  }
}
