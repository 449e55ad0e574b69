import { SignatureV4 } from "@smithy/signature-v4";
import { attackSize } from "../../attacks";
import { Sha256 } from "../client";
import { AFTER_UPWARDS, ENDINGS, encodings, spellings, UPWARDS } from "../paths/corpus";
import { sendRaw } from "../paths/raw";
import { type HttpGate, httpGate } from "./gate";

/**
 * Paths, verbs and headers with several readings, one of which is refused, against HTTP APIs. `npm run test:attacks`
 * sends all of them, `npm test` every twentieth.
 */
const EVERY = 20 / attackSize({ some: 1, all: 20 });

interface Attack {
  readonly name: string;
  readonly verb: string;
  readonly target: string;
  readonly as: "anonymous" | "signed";
  readonly headers?: readonly (readonly [string, string])[];
}

jest.setTimeout(600_000);

let gate: HttpGate;
beforeAll(async () => {
  gate = await httpGate();
});
afterAll(() => gate.stop());

/** Locked routes beside an open `$default`, an open parameter and an open literal; and a Deny beside an Allow. */
const LOCKED: readonly (readonly [as: Attack["as"], path: string, verbs: readonly string[]])[] = [
  ["anonymous", "/mixed/secret", ["GET"]],
  ["anonymous", "/mixed/guarded/secret", ["GET", "POST", "OPTIONS"]],
  ["anonymous", "/mixed/guarded/secret/a", ["GET", "DELETE"]],
  ["anonymous", "/locked/v1/secret", ["GET"]],
  ["signed", "/shop/iam/secret", ["GET"]],
];

function* attacks(): Generator<Attack> {
  for (const [as, path, verbs] of LOCKED)
    for (const verb of verbs) {
      yield { name: "plain", verb, target: path, as };
      for (const [name, target] of spellings(path)) yield { name, verb, target, as };
    }
  yield* climbing();
  yield* siblings();
  yield* stages();
  yield* overrides();
}

function* climbing(): Generator<Attack> {
  for (const from of ["/mixed/guarded/open", "/mixed/public/a", "/shop/dev/zoo/a"])
    for (const up of UPWARDS)
      for (const after of AFTER_UPWARDS)
        for (const end of ["secret", "../secret"])
          yield {
            name: `climbs by ${up}${after}`,
            verb: "GET",
            as: "anonymous",
            target: `${from}/${up}${after}${end}`,
          };
}

/** An open parameter beside a guarded literal. */
function* siblings(): Generator<Attack> {
  const path = "/mixed/users/me";
  const common = { name: "sibling", verb: "GET", as: "anonymous" } as const;
  yield { ...common, target: path };
  for (let at = path.lastIndexOf("/") + 1; at < path.length; at++)
    for (const char of encodings(path[at] as string))
      yield { ...common, target: path.slice(0, at) + char + path.slice(at + 1) };
  for (const ending of ENDINGS) yield { ...common, target: path + ending };
}

/** A stage that is spelled in other ways, or left. */
function* stages(): Generator<Attack> {
  const common = { name: "stage", verb: "GET", as: "anonymous" } as const;
  for (let at = 0; at < "dev".length; at++)
    for (const char of encodings("dev"[at] as string))
      yield { ...common, target: `/named/${"dev".slice(0, at)}${char}${"dev".slice(at + 1)}/pets` };
  for (const up of UPWARDS) {
    yield { ...common, target: `/shop/dev/${up}/dev/pets` };
    yield { ...common, target: `/named/dev/${up}/mixed/secret` };
    yield { ...common, target: `/mixed/${up}/named/dev/pets` };
  }
  for (const target of ["/named", "/named/", "/named//", "/named/dev", "/named/dev/", "/named/$default/pets"])
    yield { ...common, target };
}

function* overrides(): Generator<Attack> {
  const names = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "x_http_method_override"];
  for (const name of names)
    for (const verb of ["DELETE", "GET", "delete", ""])
      yield {
        name: `overridden by ${name}`,
        verb: "GET",
        target: "/mixed/public",
        as: "anonymous",
        headers: [[name, verb]],
      };
  for (const verb of ["get", "Get", "HEAD", "TRACE", "PROPFIND", "QUERY"])
    yield { name: `verb ${verb}`, verb, target: "/shop/pets", as: "anonymous" };
}

const all = [...attacks()];

test("there are at least 2,000 attacks", () => {
  expect(new Set(all.map((attack) => JSON.stringify(attack))).size).toBeGreaterThanOrEqual(2_000);
});

test("no request that is refused in one of its readings runs a handler", async () => {
  const through: unknown[] = [];
  for (const attack of all.filter((_, index) => index % EVERY === 0)) {
    const { status } = await send(attack);
    const ran = gate.ran();
    if (ran.length > 0 || (status >= 200 && status < 300)) through.push({ ...attack, status, ran });
  }
  expect(through).toEqual([]);
});

/** Paths that are not plain and that their callers may use. */
const SERVED = [
  "/mixed/a%20b",
  "/mixed/a+b",
  "/mixed/%C3%A4",
  "/mixed/100%25",
  "/mixed/a@b.example",
  "/mixed/.well-known/x",
  "/mixed/secrets",
  "/mixed/Secret",
  "/mixed/x/secret",
  "/mixed/users/mel",
  "/mixed/guarded/open",
  "/shop/zoo/a%2Fb",
  "/shop/zoo/p//q",
  "/shop/zoo/a;v=1",
];

test.each(SERVED)("%s is served", async (target) => {
  expect((await send({ name: "served", verb: "GET", target, as: "anonymous" })).status).toBe(200);
  expect(gate.ran()).toEqual(["echo"]);
});

async function send({ as, headers = [], target, verb }: Attack): Promise<{ readonly status: number }> {
  const { endpoint } = gate.gate.description;
  const own = as === "signed" ? await signature(verb, target, new URL(endpoint).host) : [];
  return sendRaw(endpoint, { verb, target, headers: [...own, ...headers] });
}

/** The signer normalizes what it signs, as the service does; what is sent stays as it is. */
async function signature(method: string, path: string, host: string): Promise<[string, string][]> {
  const { credentials } = gate;
  const signer = new SignatureV4({
    credentials,
    region: "us-east-1",
    service: "execute-api",
    sha256: Sha256,
  });
  const request = { protocol: "http:", hostname: host, path, method, headers: { host } };
  const { headers } = await signer.sign(request, { signingDate: new Date() });
  return Object.entries(headers);
}
