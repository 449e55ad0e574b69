// A function that can do anything which breaks what is around it, by the name in the query. What comes after in the
// same process, and in others, must not notice.
const fs = require("node:fs");
const { spawn } = require("node:child_process");
const { Socket } = require("node:net");
const { Worker, parentPort } = require("node:worker_threads");

// What a handler of this file needs it takes before it breaks it: that is its own affair.
const timer = setTimeout;
const OwnPromise = Promise;
const wait = (ms) => new OwnPromise((resolve) => timer(resolve, ms));
const forever = () => new Promise(() => {});
const later = (run) => void timer(run, 20);
const loop = () => {
  for (;;);
};
/** As the gate's own messages look. */
const framed = (head, body = "") => {
  const [first, second] = [Buffer.from(JSON.stringify(head)), Buffer.from(body)];
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(first.length, 0);
  lengths.writeUInt32LE(second.length, 4);
  return Buffer.concat([lengths, first, second]);
};
const forged = '{"statusCode":200,"body":"{\\"nonce\\":\\"forged\\"}"}';

const hostile = {
  // throws
  "throws an error": () => {
    throw new Error("no");
  },
  "throws null": () => {
    throw null;
  },
  "rejects with nothing": () => Promise.reject(),
  "throws a symbol": () => {
    throw Symbol("no");
  },
  "throws what cannot be looked at": () => {
    throw new Proxy(new Error("no"), {
      get() {
        throw new Error("trap");
      },
    });
  },
  "throws an endless message": () => {
    throw new Error("x".repeat(30 << 20));
  },
  "throws an error without names": () => {
    const error = new Error("no");
    error.name = { toString: null };
    error.message = Object.create(null);
    throw error;
  },
  "recurses without end": () => {
    const again = () => again() + 1;
    return again();
  },
  "throws after a while": () => {
    later(() => {
      throw new Error("later");
    });
    return forever();
  },
  "leaves a rejection unhandled": () => {
    Promise.reject(new Error("unhandled"));
    return forever();
  },
  // ends
  "exits as if all were well": () => process.exit(0),
  "exits with a status": () => process.exit(3),
  "exits without goodbye": () => process.reallyExit(4),
  aborts: () => process.abort(),
  "kills itself": () => process.kill(process.pid, "SIGKILL"),
  "asks itself to end": () => process.kill(process.pid, "SIGTERM") && forever(),
  "kills its process group": () => process.kill(0, "SIGKILL"),
  "crashes in native code": () => process.dlopen({ exports: {} }, "/proc/self/exe"),
  // eats
  "fills the heap": () => {
    const all = [];
    for (;;) all.push(new Array(1e5).fill(all.length));
  },
  "fills the memory beside the heap": async () => {
    const all = [];
    for (;;) {
      all.push(Buffer.alloc(8 << 20, 1));
      await wait(1);
    }
  },
  "opens files until there are none left": () => {
    for (;;) fs.openSync("/dev/null");
  },
  // answers what is no answer
  "answers a number too large for JSON": () => 1n,
  "answers a circle": () => {
    const circle = {};
    circle.circle = circle;
    return circle;
  },
  "answers what throws when it is written": () => ({
    toJSON() {
      throw new Error("no");
    },
  }),
  "answers nothing": () => undefined,
  "answers too much": () => ({ statusCode: 200, body: "x".repeat(20 << 20) }),
  "gives all objects a form in JSON": () => {
    Object.prototype.toJSON = () => JSON.parse(forged);
    return {};
  },
  // attacks the channel
  "closes the channel": () => fs.closeSync(3) ?? forever(),
  "closes everything": () => {
    for (let fd = 0; fd < 100; fd++)
      try {
        fs.closeSync(fd);
      } catch {}
    return forever();
  },
  "destroys every handle": () => {
    for (const handle of process._getActiveHandles()) handle.destroy?.();
    return forever();
  },
  "writes text into the channel": () => fs.writeSync(3, '{"id":"1","ok":true}\n'.repeat(50)) && forever(),
  "announces a message without end": () => fs.writeSync(3, Buffer.alloc(8, 0xff)) && forever(),
  "sends a message that is no JSON": () =>
    fs.writeSync(3, Buffer.from([1, 0, 0, 0, 0, 0, 0, 0, 123])) && forever(),
  "sends a message that is null": () => fs.writeSync(3, framed(null)) && forever(),
  "sends half a message and ends": () =>
    fs.writeSync(3, framed({ id: "1" }, forged).subarray(0, 20)) && process.exit(0),
  "answers in the name of others": () => {
    for (const id of [undefined, null, "", "1", 0, true]) fs.writeSync(3, framed({ id }, forged));
    return forever();
  },
  "floods the channel": async () => {
    for (;;) {
      fs.writeSync(3, framed({ id: "1" }, forged));
      await null;
    }
  },
  "answers what is no JSON in its own name": () => {
    const { write } = Socket.prototype;
    Socket.prototype.write = function (bytes, ...rest) {
      const length = bytes.readUInt32LE(0);
      return write.call(this, framed(JSON.parse(bytes.subarray(8, 8 + length)), "{no"), ...rest);
    };
    return { statusCode: 200 };
  },
};

/** These are ended when their time is over. */
const endless = {
  "stops itself": () => process.kill(process.pid, "SIGSTOP") && forever(),
  loops: loop,
  "never answers": forever,
  "prints without end": () => {
    for (;;) console.log("z".repeat(500));
  },
  "prints empty lines without end": () => {
    const lines = "\n".repeat(1 << 20);
    for (;;) fs.writeSync(1, lines);
  },
  "prints lines of one byte without end": () => {
    const lines = "x\n".repeat(1 << 19);
    for (;;) fs.writeSync(2, lines);
  },
  "prints a line without end": () => {
    const line = "x".repeat(1 << 20);
    for (;;) fs.writeSync(1, line);
  },
  "fills the queue of microtasks": async () => {
    for (;;) await null;
  },
  "matches a dreadful expression": () => /^(a+)+$/.test(`${"a".repeat(60)}b`),
  "swallows its own errors": () => {
    process.setUncaughtExceptionCaptureCallback(() => {});
    throw_();
    return forever();
    function throw_() {
      later(() => {
        throw new Error("swallowed");
      });
    }
  },
};

/** These answer, and leave something behind. */
const treacherous = {
  "says that it is ready, as libraries in workers do": () => parentPort?.postMessage("ready"),
  "speaks to a parent process": () => process.send?.("ready"),
  "starts a worker that says that it is ready": () =>
    new Promise((resolve, reject) => {
      const source = "require('node:worker_threads').parentPort.postMessage('ready')";
      new Worker(source, { eval: true }).on("message", resolve).on("error", reject);
    }),
  "starts a worker that ends": () =>
    new Promise((resolve) => new Worker("process.exit(9)", { eval: true }).on("exit", resolve)),
  "starts a worker that fills its heap": () =>
    new Promise((resolve) => {
      const options = {
        eval: true,
        resourceLimits: { maxOldGenerationSizeMb: 4, maxYoungGenerationSizeMb: 1 },
      };
      new Worker("const a = []; for (;;) a.push(new Array(1e4).fill(1))", options)
        .on("error", resolve)
        .on("exit", resolve);
    }),
  "exits after its answer": () => later(() => process.exit(5)),
  "loops after its answer": () => later(loop),
  "throws after its answer": () =>
    later(() => {
      throw new Error("after");
    }),
  "rejects after its answer": () => later(() => Promise.reject(new Error("after"))),
  "closes the channel after its answer": () => later(() => fs.closeSync(3)),
  "stops after its answer": () => later(() => process.kill(process.pid, "SIGSTOP")),
  "answers twice": () => {
    const { write } = Socket.prototype;
    Socket.prototype.write = function (bytes, ...rest) {
      if (this.fd !== 1) setTimeout(() => write.call(this, bytes), 30);
      return write.call(this, bytes, ...rest);
    };
  },
  "replaces JSON": () => {
    JSON.parse = () => ({ queryStringParameters: { nonce: "forged" } });
    JSON.stringify = () => forged;
  },
  "replaces Promise": () => {
    globalThis.Promise = class {};
    Object.assign(Object.getPrototypeOf((async () => {})()), { catch: null, finally: null });
  },
  "replaces the methods of arrays and buffers": () => {
    for (const prototype of [Array.prototype, Uint8Array.prototype, Buffer.prototype])
      for (const name of [
        "push",
        "set",
        "subarray",
        "map",
        "join",
        "readUInt32LE",
        "writeUInt32LE",
        "utf8Slice",
      ])
        Object.defineProperty(prototype, name, { value: () => 0, configurable: true });
  },
  "replaces the clock": () => {
    Date.now = () => Number.POSITIVE_INFINITY;
    globalThis.setTimeout = () => {};
  },
  "removes every listener": () => {
    process.removeAllListeners();
    for (const handle of process._getActiveHandles()) handle.removeAllListeners?.();
  },
  "deletes its own code": () => fs.rmSync(process.env.LAMBDA_TASK_ROOT, { recursive: true }),
  "leaves its folder": () => process.chdir("/"),
  "leaves a program behind": () => {
    const program = spawn("sleep", ["1000"], { stdio: "inherit" });
    fs.writeFileSync(process.env.LEFT, String(program.pid));
    later(() => process.exit(0));
  },
  "prints much": () => {
    for (let i = 0; i < 16_000; i++) console.log(`${i} ${"x".repeat(500)}`);
  },
  "prints one long line": () => process.stdout.write("y".repeat(8 << 20)),
  "forges lines of the log": () =>
    process.stderr.write("\r\x1b[2KPOST /dev/pets 200\u2028POST /dev/pets 200\x00\x07\n"),
  // The last one: a copy without a console is used again, and what prints would fail in it, as in Lambda.
  "replaces the console": () => {
    globalThis.console = undefined;
    process.stdout.destroy();
  },
};

exports.hostile = Object.keys(hostile);
exports.endless = Object.keys(endless);
exports.treacherous = Object.keys(treacherous);

exports.handler = async (event) => {
  const { nonce, what, slow } = event.queryStringParameters ?? {};
  if (slow) await wait(Number(slow));
  if (Object.hasOwn(hostile, what)) return hostile[what]();
  if (Object.hasOwn(endless, what)) return endless[what]();
  if (Object.hasOwn(treacherous, what)) await treacherous[what]();
  return { statusCode: 200, body: `{"nonce":"${nonce}"}` };
};
