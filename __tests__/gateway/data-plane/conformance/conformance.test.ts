import { startWorker } from "../../../../gateway/lambda/worker";
import { type Answer, call, presignedPath, signedCall } from "../../client";
import { type RunningGate, runGate } from "../../gates";
import { type AwsCredentials, credentialsFor, forged, resigned, signIn, unsigned } from "../../people";
import { type Variant, type VariantName, variants } from "../../variants";
import { cases, SERVED, type Sends } from "./cases";

/** How the gate answers, row by row, over real HTTP. A refused call also shows that nothing behind it ran. */

let running: RunningGate;
/** By variant. They have one set of keys, so a token or a credential of one is that of all. */
const gates = new Map<string, Promise<RunningGate>>();
const tokens: Record<string, string> = {};
const credentials: Record<string, AwsCredentials> = {};

beforeAll(async () => {
  running = await gateOf("plain");
  for (const name of ["alice", "bob"]) {
    const signedIn = await signIn(running, name);
    tokens[`ID of ${name}`] = signedIn.idToken;
    tokens[`access of ${name}`] = signedIn.accessToken;
    credentials[name] = await credentialsFor(running, signedIn);
  }
  const token = tokens["ID of alice"] ?? "";
  const past = Math.floor(Date.now() / 1_000) - 1;
  tokens.expired = resigned(running, token, { exp: past });
  tokens["other pool"] = resigned(running, token, {
    iss: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other0000",
  });
  tokens.stranger = forged(token);
  tokens["two groups"] = resigned(running, token, { "cognito:groups": ["a", "b"] });
  tokens["alg none"] = unsigned(token);
});

afterAll(async () => {
  for (const gate of gates.values()) await (await gate).stop();
});

function gateOf(name: VariantName): Promise<RunningGate> {
  const { change, options }: Variant = variants[name];
  // The functions of this one fail in every way, and run as processes.
  const known = gates.get(name) ?? runGate(change, name === "plain" ? { ...options, startWorker } : options);
  gates.set(name, known);
  return known;
}

function send(route: string, sends: Sends, { gate }: RunningGate): Promise<Answer> {
  const { endpoint } = gate.description;
  const [method = "", path = ""] = route.split(" ");
  const token = sends.token && tokens[sends.token];
  const options = {
    method,
    headers: {
      ...sends.headers,
      ...(token !== undefined && { authorization: sends.bare ? token : `Bearer ${token}` }),
      ...(sends.key && { "x-api-key": running.gate.description.apiKeys[0]?.value ?? "" }),
    },
    ...(sends.bodyBytes !== undefined && { body: Buffer.alloc(sends.bodyBytes) }),
    ...(sends.text !== undefined && { body: sends.text }),
  };
  return sends.signed
    ? sendSigned(endpoint, path, sends.signed, options)
    : call(endpoint, path + "x".repeat(sends.morePath ?? 0), options);
}

async function sendSigned(
  endpoint: string,
  path: string,
  { as, inQuery, keyId, minutes = 0, region, secret, service, withoutToken }: NonNullable<Sends["signed"]>,
  options: object,
): Promise<Answer> {
  const own = credentials[as];
  if (own === undefined) throw new Error(`${as} has no credentials`);
  const { sessionToken, ...keys } = own;
  const signing = {
    ...options,
    credentials: {
      ...keys,
      ...(keyId && { accessKeyId: keyId }),
      ...(secret && { secretAccessKey: secret }),
      ...(!withoutToken && { sessionToken }),
    },
    date: new Date(Date.now() + minutes * 60_000),
    ...(region && { region }),
    ...(service && { service }),
  };
  if (inQuery) return call(endpoint, await presignedPath(endpoint, path, signing));
  return signedCall(endpoint, path, signing);
}

const rows = Object.entries(cases).flatMap(([gate, list]) =>
  list.map(([row, name, route, sends, answer, more = {}]) => ({
    row,
    name,
    gate: gate as VariantName,
    route,
    sends,
    expected: answer,
    runs: more.runs ?? (answer === SERVED ? ["echo"] : []),
    headers: more.headers ?? {},
    event: more.event,
  })),
);

test.each(rows)("row $row: $name", async ({ event, expected, gate, headers, route, runs, sends }) => {
  const over = await gateOf(gate);
  over.ran();
  const answer = await send(route, sends, over);
  expect({ status: answer.status, type: answer.headers["x-amzn-errortype"] }).toEqual({
    status: expected.status,
    type: expected.errorType,
  });
  if (expected.body !== undefined) expect(answer.body).toBe(expected.body);
  if (expected.bodyStarts !== undefined) expect(answer.body.startsWith(expected.bodyStarts)).toBe(true);
  if (expected.bodyMatches !== undefined) expect(answer.body).toMatch(expected.bodyMatches);
  for (const [name, value] of Object.entries(headers))
    expect([name, answer.headers[name]]).toEqual([name, value ?? undefined]);
  expect(over.ran()).toEqual(runs);
  if (event !== undefined) expect(JSON.parse(answer.body).event).toMatchObject(event);
  if (expected.status === 413) return;
  expect(answer.headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.headers["x-amz-apigw-id"]).toMatch(/=$/);
  const { contentType = "application/json" } = expected;
  expect(answer.headers["content-type"]).toBe(contentType ?? undefined);
});

test("the answers carry a trace id exactly where a function was asked and answered", async () => {
  const { endpoint } = running.gate.description;
  expect((await call(endpoint, "/dev/none")).headers).not.toHaveProperty("x-amzn-trace-id");
  expect((await call(endpoint, "/dev/health")).headers).toHaveProperty("x-amzn-trace-id");
});
