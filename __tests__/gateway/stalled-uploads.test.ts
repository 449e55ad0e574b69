/** Sign-ins need no credentials. Callers cannot keep others out of the gate by sending long bodies, or slowly. */
import { connect, type Socket } from "node:net";
import { awsJson, call, signedCall } from "./client";
import { type RunningGate, runGate } from "./gates";
import { credentialsFor, signIn } from "./people";

const SIZE = 9_500_000;
const BODY = Buffer.alloc(SIZE - 10, "x");
const TARGETS = [
  "AWSCognitoIdentityProviderService.InitiateAuth",
  "AWSCognitoIdentityService.GetId",
  "AWSCognitoIdentityService.NoSuchOperation",
];

let running: RunningGate;
let endpoint: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  running = await runGate();
  endpoint = running.gate.description.endpoint;
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await running?.stop();
});

/** Sends all of a body but its end, and gives the first line of what comes back. */
function stalled(target: string, lengthHeader: string, start: string): Promise<string> {
  const socket = connect(Number(new URL(endpoint).port), "127.0.0.1");
  sockets.push(socket);
  return new Promise((resolve) => {
    socket.on("error", () => {});
    socket.once("data", (chunk) => resolve(String(chunk).split("\r\n")[0] ?? ""));
    socket.once("close", () => resolve("closed"));
    socket.write(`POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: ${target}\r\n${lengthHeader}\r\n\r\n`);
    socket.write(start);
    socket.write(BODY);
  });
}

test.each([
  ["say their length", `Content-Length: ${SIZE}`, ""],
  ["do not say their length", "Transfer-Encoding: chunked", `${SIZE.toString(16)}\r\n`],
])(
  "stalled uploads to the sign-in that %s are refused at once; calls with bodies go on",
  async (_, header, start) => {
    const answers = Array.from({ length: 9 }, (_, i) => stalled(TARGETS[i % 3] ?? "", header, start));
    expect(await Promise.all(answers)).toEqual(Array(9).fill("HTTP/1.1 413 Payload Too Large"));

    const credentials = await credentialsFor(running, await signIn(running, "alice"));
    const posted = await signedCall(endpoint, "/dev/pets", {
      credentials,
      method: "POST",
      body: "x".repeat(4_000_000),
    });
    expect(posted.status).toBe(200);
  },
);

test("an input is as long as the longest one that is documented: ten logins of 50,000 characters", async () => {
  const logins = Object.fromEntries(
    Array.from({ length: 10 }, (_, i) => [`${i}`.padEnd(128, "p"), "t".repeat(50_000)]),
  );
  const input = { IdentityPoolId: "us-east-1:11111111-2222-4333-8444-555555555555", Logins: logins };
  const answer = await awsJson(endpoint, "AWSCognitoIdentityService.GetId", input);
  expect(answer.status).toBe(400);
  expect(answer.json.__type).toMatch(/Exception$/);
  const longer = await call(endpoint, "/", {
    method: "POST",
    headers: { "x-amz-target": "AWSCognitoIdentityService.GetId" },
    body: JSON.stringify({ ...input, More: "m".repeat(30_000) }),
  });
  expect(longer.status).toBe(413);
});
