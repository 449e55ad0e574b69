// A bare node:http server, which the gate is compared with. Plain JavaScript: it starts in a process of its own.
const { createServer } = require("node:http");

const body = process.argv[2] ?? "{}";

const server = createServer((_, response) => {
  response.writeHead(200, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.address().port}\n`));
process.stdin.on("close", () => process.exit()).resume();
