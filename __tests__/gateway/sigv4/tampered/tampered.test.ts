import { SignatureV4 } from "@smithy/signature-v4";
import { attackSize } from "../../../attacks";
import { Sha256 } from "../../client";
import { type RunningGate, runGate } from "../../gates";
import { sendRaw } from "../../paths/raw";
import { type AwsCredentials, credentialsFor, signIn } from "../../people";
import { type RawCall, type Tampered, tampered } from "./corpus";

/**
 * Requests that a user may make, changed after they were signed, sent over a plain socket. `npm run test:attacks` sends
 * all of them, `npm test` every 150th.
 */
const EVERY = 150 / attackSize({ some: 1, all: 150 });
/** Signatures are made anew after so many requests: they hold for five minutes. */
const FRESH = 400;

interface Base {
  readonly form: "header" | "query";
  readonly verb: "GET" | "POST";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const BASES: readonly Base[] = [
  { form: "header", verb: "GET", path: "/dev/pets" },
  { form: "header", verb: "GET", path: "/dev/pets/7" },
  { form: "header", verb: "GET", path: "/dev/pets", query: { kind: "dog", "sort by": "name&age" } },
  { form: "header", verb: "POST", path: "/dev/pets", body: '{"name":"Rex","age":7}' },
  { form: "header", verb: "POST", path: "/dev/pets", query: { dry: "1" }, body: '{"name":"Réx"}' },
  { form: "header", verb: "GET", path: "/dev/pets/caf%C3%A9" },
  { form: "header", verb: "GET", path: "/dev/pets/a%20b", query: { "": "", x: "" } },
  { form: "query", verb: "GET", path: "/dev/pets" },
  { form: "query", verb: "GET", path: "/dev/pets/7", query: { kind: "dog" } },
  { form: "query", verb: "GET", path: "/dev/pets/caf%C3%A9" },
];

jest.setTimeout(900_000);

let running: RunningGate;
let alice: AwsCredentials;
let bob: AwsCredentials;
beforeAll(async () => {
  running = await runGate();
  alice = await credentialsFor(running, await signIn(running, "alice"));
  bob = await credentialsFor(running, await signIn(running, "bob"));
  running.ran();
});
afterAll(() => running?.stop());

async function signed(
  { body = "", form, path, query = {}, verb }: Base,
  credentials: AwsCredentials,
): Promise<RawCall> {
  const { host } = new URL(running.gate.description.endpoint);
  const signer = new SignatureV4({
    credentials,
    region: "us-east-1",
    service: "execute-api",
    sha256: Sha256,
  });
  const type = body === "" ? {} : { "content-type": "application/json" };
  const request = {
    protocol: "http:",
    hostname: host,
    method: verb,
    path,
    query,
    body,
    headers: { host, ...type },
  };
  const made =
    form === "header" ? await signer.sign(request) : await signer.presign(request, { expiresIn: 300 });
  const parameters = Object.entries(made.query ?? {})
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join("&");
  const headers = Object.entries(made.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { verb, target: parameters === "" ? path : `${path}?${parameters}`, headers, body };
}

const attacksOf = async (base: Base): Promise<readonly Tampered[]> => [
  ...tampered(await signed(base, alice), await signed(base, bob)),
];

async function statusOf({ body, headers, ...call }: RawCall): Promise<number> {
  const length = body === "" ? [] : [["Content-Length", String(Buffer.byteLength(body))] as const];
  const { status } = await sendRaw(running.gate.description.endpoint, {
    ...call,
    headers: [...headers, ...length],
    body,
  });
  return status;
}

test("there are at least 10,000 of them, and no two alike", async () => {
  const all = (await Promise.all(BASES.map(attacksOf))).flat();
  expect(new Set(all.map(({ call }) => JSON.stringify(call))).size).toBeGreaterThanOrEqual(10_000);
});

test.each(BASES)("as signed, $verb $path is answered ($form)", async (base) => {
  expect(await statusOf(await signed(base, alice))).toBe(200);
  expect(running.ran()).toEqual(["echo"]);
});

test.each(BASES)(
  "$verb $path of $query, signed in the $form: no change of it runs a function",
  async (base) => {
    const through: unknown[] = [];
    let attacks = await attacksOf(base);
    for (let i = 0, sent = 1; i < attacks.length; i += EVERY, sent++) {
      if (sent % FRESH === 0) attacks = await attacksOf(base);
      const { call, change } = attacks[i] as Tampered;
      const status = await statusOf(call);
      const ran = running.ran();
      if (ran.length > 0 || status < 400 || status >= 500) through.push({ change, status, ran, call });
    }
    expect(through).toEqual([]);
  },
);
