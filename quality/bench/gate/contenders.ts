import { type Call, type Contender, type NotRun, notRunFor } from "./call";
import { type Caller, idTokens, partnerTokens, signed, signIn } from "./callers";
import { get } from "./load";
import { startMinistack } from "./ministack";
import type { PeerTokens } from "./peer";
import { BODY, type Served, startGate, startServer, synthesized, withCommonFunctions } from "./processes";
import type { Program } from "./program";
import { startServerless } from "./serverless";

export interface Contenders {
  /** A server that answers at once; each figure is relative to it. */
  readonly bare: Call;
  /** Ours first. */
  readonly all: readonly Contender[];
  readonly notRun: readonly NotRun[];
}

/** Calls of one second have equal signatures: they are signed at each of so many seconds up to now. */
const SECONDS = 30;
/** More tokens than the gate (1,000) or ministack (1,024) keep what they know of: each is new to them when it comes again. */
const NEW_TOKENS = 1_100;
/** Clients send such headers as well. */
const USUAL = { accept: "*/*", "user-agent": "bench" };

/** What DynamoDB answers with one item. */
const PAGE = '{"Count":1,"Items":[{"petId":{"S":"5a446af0"},"name":{"S":"Rex"}}],"ScannedCount":1}';

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const isBody = (body: string) => body === BODY;

/** Starts all that is measured. Another gate that does not start is not run. */
export async function startContenders(folder: string): Promise<Contenders> {
  const simple = (program: Program, isExpected = isBody): Call => ({
    program,
    port: program.port,
    requests: async () => [get(program.port, "/", USUAL)],
    status: 200,
    isExpected,
  });
  const hop = async (mode: "together" | "apart", ...more: readonly string[]) =>
    simple(await startServer(folder, "hop.js", [BODY, mode, ...more]));
  const terraform = synthesized(folder);
  const gate = await startGate(withCommonFunctions(terraform, folder), folder);
  const stored = await startGate(terraform, folder);
  const tokens = await partnerTokens(gate, "user", NEW_TOKENS);
  const table = await startServer(folder, "bare.js", [PAGE]);
  const others = await started(folder, { gate, tokens });
  return {
    bare: simple(await startServer(folder, "bare.js", [BODY])),
    all: [
      { name: "Gatehouse", ours: true, calls: await ourCalls(gate, stored, tokens) },
      noCheck("node:http and one process, no check", { public: await hop("together") }),
      noCheck("node:http and four processes, one event each, no check", { public: await hop("apart") }),
      noCheck("the same with the AWS SDK and a table that answers at once", {
        stored: await hop("apart", `http://127.0.0.1:${table.port}`),
      }),
      ...others.all,
    ],
    notRun: [...others.notRun, ...NOT_RUN],
  };
}

function noCheck(name: string, calls: Contender["calls"]): Contender {
  return { name, ours: false, calls };
}

const NOT_RUN: readonly NotRun[] = [
  {
    name: "serverless-offline 14",
    why: "it needs Serverless Framework 4, which asks for an account; version 13 with Framework 3 is measured",
  },
  { name: "sam local start-api", why: "it needs a container engine" },
  { name: "LocalStack", why: "it needs a container engine, and a license for Cognito and authorizers" },
];

/** The other gates. */
async function started(
  folder: string,
  { gate, tokens }: { readonly gate: Served; readonly tokens: readonly string[] },
): Promise<Pick<Contenders, "all" | "notRun">> {
  const { partner } = gate.description;
  const given: PeerTokens = {
    jwksUrl: new URL("/jwks", partner?.tokenEndpoint).href,
    issuer: partner?.issuer ?? "",
    tokens,
  };
  const peers = {
    "serverless-offline": () => startServerless(folder, given, { inProcess: false }),
    "serverless-offline, useInProcess": () => startServerless(folder, given, { inProcess: true }),
    ministack: () => startMinistack(folder, given),
  };
  const all: Contender[] = [];
  const notRun: NotRun[] = [];
  for (const [name, start] of Object.entries(peers)) {
    try {
      all.push({ name, ours: false, ...(await start()) });
    } catch (error) {
      notRun.push(notRunFor(name, error as Error));
    }
  }
  return { all, notRun };
}

async function ourCalls(
  gate: Served,
  stored: Served,
  partner: readonly string[],
): Promise<Contender["calls"]> {
  const user = await signIn(gate, "user");
  const at = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    get(gate.port, `/${gate.description.stage}${path}`, { ...USUAL, ...headers });
  const call = (requests: readonly Buffer[]): Call => ({
    program: gate,
    port: gate.port,
    requests: async () => requests,
    status: 200,
    isExpected: isBody,
  });
  const ids = await idTokens(gate, user, NEW_TOKENS);
  const account = ids.map((token) => at("/account", bearer(token)));
  const pets = partner.map((token) => at("/partner/pets", bearer(token)));
  return {
    public: call([at("/health")]),
    bearer: call(account.slice(0, 1)),
    "bearer, new token": call(account),
    "lambda authorizer": call(pets.slice(0, 1)),
    "lambda authorizer, new token": call(pets),
    signed: { ...call([]), requests: () => signedCalls(gate, user) },
    refused: {
      ...call([at("/pets")]),
      status: 403,
      isExpected: (body) => body === '{"message":"Missing Authentication Token"}',
    },
    stored: await storedCall(stored),
  };
}

async function storedCall(gate: Served): Promise<Call> {
  const user = await signIn(gate, "user");
  return {
    program: gate,
    port: gate.port,
    requests: () => signedCalls(gate, user),
    status: 200,
    isExpected: (body) => body.startsWith('{"pets":['),
  };
}

/** GET /pets, signed at each of the last seconds. */
function signedCalls(gate: Served, user: Caller): Promise<readonly Buffer[]> {
  const path = `/${gate.description.stage}/pets`;
  return Promise.all(
    Array.from({ length: SECONDS }, async (_, second) => {
      const headers = await signed(gate, path, user, new Date(Date.now() - second * 1_000));
      return get(gate.port, path, { ...USUAL, ...headers });
    }),
  );
}
