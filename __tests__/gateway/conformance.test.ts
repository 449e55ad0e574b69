import cases from "../cases/gateway-conformance.json";
import { type Answer, call, presignedPath, signedCall } from "./client";
import { type RunningGate, runGate } from "./fixture";
import { type AwsCredentials, credentialsFor, forged, resigned, signIn, unsigned } from "./people";
import { variants } from "./variants";

/** How the gate answers, row by row, over real HTTP. A refused call also shows that nothing behind it ran. */

interface Case {
  /** The row of API Gateway's behaviour that the case shows. */
  readonly row: number;
  readonly name: string;
  /** Over which variant of the API. */
  readonly gate?: string;
  readonly path: string;
  /** Letters that are put behind the path. */
  readonly morePath?: number;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bodyBytes?: number;
  readonly text?: string;
  /** Which of the prepared tokens goes into Authorization. */
  readonly token?: string;
  /** Without `Bearer `. */
  readonly bare?: boolean;
  /** Sends a valid API key. */
  readonly key?: boolean;
  readonly signed?: {
    readonly as: string;
    readonly secret?: string;
    readonly keyId?: string;
    readonly withoutToken?: boolean;
    readonly minutes?: number;
    readonly service?: string;
    readonly region?: string;
    readonly inQuery?: boolean;
  };
  readonly status: number;
  readonly body?: string;
  readonly bodyStarts?: string;
  readonly bodyMatches?: string;
  readonly errorType?: string;
  /** Headers of the answer; null where there must be none. */
  readonly answers?: Readonly<Record<string, string | null>>;
  /** Functions that run, in order; none where it is left out. */
  readonly runs?: readonly string[];
}

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
  tokens["alg none"] = unsigned(token);
});

afterAll(async () => {
  for (const gate of gates.values()) await (await gate).stop();
});

function gateOf(name: string): Promise<RunningGate> {
  const variant = variants[name];
  if (!variant) throw new Error(`There is no variant ${name}`);
  const known = gates.get(name) ?? runGate(variant.change, variant.options);
  gates.set(name, known);
  return known;
}

function send(test: Case, { gate }: RunningGate): Promise<Answer> {
  const { endpoint } = gate.description;
  const token = test.token === undefined ? undefined : (tokens[test.token] ?? "?");
  const options = {
    method: test.method ?? "GET",
    headers: {
      ...test.headers,
      ...(token !== undefined && { authorization: test.bare ? token : `Bearer ${token}` }),
      ...(test.key && { "x-api-key": running.gate.description.apiKeys[0]?.value ?? "" }),
    },
    ...(test.bodyBytes !== undefined && { body: Buffer.alloc(test.bodyBytes) }),
    ...(test.text !== undefined && { body: test.text }),
  };
  const path = test.path + "x".repeat(test.morePath ?? 0);
  return test.signed ? sendSigned(endpoint, test, options) : call(endpoint, path, options);
}

async function sendSigned(endpoint: string, test: Case, options: object): Promise<Answer> {
  const {
    as,
    inQuery,
    keyId,
    minutes = 0,
    region,
    secret,
    service,
    withoutToken,
  } = test.signed ?? { as: "" };
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
  if (inQuery) return call(endpoint, await presignedPath(endpoint, test.path, signing));
  return signedCall(endpoint, test.path, signing);
}

test.each(cases as readonly Case[])("row $row: $name", async (row) => {
  const gate = await gateOf(row.gate ?? "plain");
  gate.ran();
  const answer = await send(row, gate);
  expect({ status: answer.status, type: answer.headers["x-amzn-errortype"] }).toEqual({
    status: row.status,
    type: row.errorType,
  });
  if (row.body !== undefined) expect(answer.body).toBe(row.body);
  if (row.bodyStarts !== undefined) expect(answer.body.startsWith(row.bodyStarts)).toBe(true);
  if (row.bodyMatches !== undefined) expect(answer.body).toMatch(new RegExp(row.bodyMatches));
  for (const [name, value] of Object.entries(row.answers ?? {}))
    expect([name, answer.headers[name]]).toEqual([name, value ?? undefined]);
  expect(gate.ran()).toEqual(row.runs ?? []);
  if (row.status === 413) return;
  expect(answer.headers["x-amzn-requestid"]).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.headers["x-amz-apigw-id"]).toMatch(/=$/);
  expect(answer.headers["content-type"]).toBe("application/json");
});

test("the answers carry a trace id exactly where a function was asked and answered", async () => {
  const { endpoint } = running.gate.description;
  expect((await call(endpoint, "/dev/none")).headers).not.toHaveProperty("x-amzn-trace-id");
  expect((await call(endpoint, "/dev/health")).headers).toHaveProperty("x-amzn-trace-id");
});
