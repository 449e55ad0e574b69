// A bare node:http server that passes each request on to processes and checks nothing: what it takes to run functions in
// processes of their own (ADR 12). Plain JavaScript: it starts in a process of its own.
//
//     node hop.js BODY together|apart [ENDPOINT]
//
// `together` is one process that gets all events of a turn of the event loop in one write, up to 64 ahead, as the gate
// sends them to quick functions (ADR 32). `apart` is four processes that get one event each, as slow functions get them.
// With an endpoint of DynamoDB, each event makes a call of it by the AWS SDK, as functions with stored data do.
const { spawn } = require("node:child_process");
const { createServer } = require("node:http");
const { Socket } = require("node:net");
const { frame, frameReader } = require("../../../gateway/process/frames.js");

const MODES = { together: { processes: 1, ahead: 64 }, apart: { processes: 4, ahead: 1 } };
const LIMIT = 1 << 20;
const [, , body = "{}", mode = "together", endpoint = "", role] = process.argv;

if (role === "function") {
  const channel = new Socket({ fd: 3, readable: true, writable: true });
  channel.on("close", () => process.exit());
  const work = endpoint === "" ? async () => {} : scan(endpoint);
  // One at a time, in their order.
  let last = Promise.resolve();
  channel.on(
    "data",
    frameReader(LIMIT, ({ id }, event) => {
      const { url } = JSON.parse(event.toString("utf8"));
      last = last
        .then(() => work(url))
        .then(() => channel.write(frame({ id }, JSON.stringify({ statusCode: 200, body }))));
    }),
  );
} else serve(MODES[mode]);

/** Reads a page of a table, with a session token as long as the gate's. */
function scan(endpoint) {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const { DynamoDBClient, ScanCommand } = require("@aws-sdk/client-dynamodb");
  const credentials = { accessKeyId: "bench", secretAccessKey: "bench", sessionToken: "x".repeat(300) };
  const client = new DynamoDBClient({ region: "us-east-1", endpoint, credentials });
  return () => client.send(new ScanCommand({ TableName: "pets", Limit: 100 }));
}

function serve({ ahead, processes }) {
  const waiting = [];
  const answers = [];
  const functions = Array.from({ length: processes }, start);
  const server = createServer((request, response) => {
    const { method, rawHeaders, url } = request;
    const event = JSON.stringify({ method, url, rawHeaders, requestContext: rawHeaders });
    waiting.push({ event, response });
    next();
  });
  server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
  process.stdin.on("close", () => process.exit()).resume();

  function start() {
    const child = spawn(process.execPath, [__filename, body, mode, endpoint, "function"], {
      stdio: ["ignore", "inherit", "inherit", "pipe"],
    });
    const one = { channel: child.stdio[3], responses: [], frames: [] };
    one.channel.on(
      "data",
      frameReader(LIMIT, (_, reply) => {
        if (answers.length === 0) setImmediate(answer);
        answers.push({ response: one.responses.shift(), reply });
        next();
      }),
    );
    return one;
  }

  function next() {
    while (waiting.length > 0) {
      const one = functions.find(({ responses }) => responses.length < ahead);
      if (one === undefined) return;
      const { event, response } = waiting.shift();
      one.responses.push(response);
      if (one.frames.length === 0) setImmediate(write, one);
      one.frames.push(frame({ id: "00000000-0000-0000-0000-000000000000" }, event));
    }
  }

  function write(one) {
    one.channel.write(Buffer.concat(one.frames.splice(0)));
  }

  function answer() {
    for (const { response, reply } of answers.splice(0)) {
      const { body: text, statusCode } = JSON.parse(reply.toString("utf8"));
      const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) };
      response.writeHead(statusCode, headers);
      response.end(text);
    }
  }
}
