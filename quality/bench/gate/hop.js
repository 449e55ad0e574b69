// A bare node:http server that passes each request on to one of four processes and checks nothing: what it takes to run
// functions in processes of their own (ADR 12). With an endpoint of DynamoDB, each of them makes a call of it by the AWS
// SDK, as functions with stored data do. Plain JavaScript: it starts in a process of its own.
const { spawn } = require("node:child_process");
const { createServer } = require("node:http");
const { Socket } = require("node:net");
const { frame, frameReader } = require("../../../gateway/process/frames.js");

const PROCESSES = 4;
const LIMIT = 1 << 20;
const [, , body = "{}", endpoint = "", role] = process.argv;

if (role === "function") {
  const channel = new Socket({ fd: 3, readable: true, writable: true });
  channel.on("close", () => process.exit());
  const work = endpoint === "" ? async () => {} : scan(endpoint);
  channel.on(
    "data",
    frameReader(LIMIT, async ({ id }, event) => {
      JSON.parse(event.toString("utf8"));
      await work();
      channel.write(frame({ id }, JSON.stringify({ statusCode: 200, body })));
    }),
  );
} else serve();

/** Reads a page of a table, with a session token as long as the gate's. */
function scan(endpoint) {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  const { DynamoDBClient, ScanCommand } = require("@aws-sdk/client-dynamodb");
  const credentials = { accessKeyId: "bench", secretAccessKey: "bench", sessionToken: "x".repeat(300) };
  const client = new DynamoDBClient({ region: "us-east-1", endpoint, credentials });
  return () => client.send(new ScanCommand({ TableName: "pets", Limit: 100 }));
}

function serve() {
  const waiting = [];
  const idle = Array.from({ length: PROCESSES }, start);
  const server = createServer((request, response) => {
    const { method, rawHeaders, url } = request;
    waiting.push({
      event: JSON.stringify({ method, url, rawHeaders, requestContext: rawHeaders }),
      response,
    });
    next();
  });
  server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));

  function start() {
    const child = spawn(process.execPath, [__filename, body, endpoint, "function"], {
      stdio: ["ignore", "inherit", "inherit", "pipe"],
    });
    const one = { channel: child.stdio[3], response: undefined };
    one.channel.on(
      "data",
      frameReader(LIMIT, (_, reply) => {
        const { body: text, statusCode } = JSON.parse(reply.toString("utf8"));
        const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) };
        one.response.writeHead(statusCode, headers);
        one.response.end(text);
        idle.push(one);
        next();
      }),
    );
    return one;
  }

  function next() {
    while (waiting.length > 0 && idle.length > 0) {
      const one = idle.pop();
      const { event, response } = waiting.shift();
      one.response = response;
      one.channel.write(frame({ id: "00000000-0000-0000-0000-000000000000" }, event));
    }
  }
}
