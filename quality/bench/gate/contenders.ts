import { join } from "node:path";
import type { Call, Contender } from "./call";
import { type Caller, partnerToken, signed, signIn } from "./callers";
import { get } from "./load";
import { startMinistack } from "./ministack";
import { BODY, type Program, type Served, startGate, startServer, terraformFolder } from "./processes";
import { startServerless } from "./serverless";

export interface Contenders {
  /** A server that answers at once; each figure is relative to it. */
  readonly bare: Call;
  /** Ours first. */
  readonly all: readonly Contender[];
  readonly notRun: readonly { readonly name: string; readonly why: string }[];
  stop(): Promise<void>;
}

/** Calls of one second have equal signatures, so that there are several. */
const SIGNATURES = 100;
/** Clients send such headers as well. */
const USUAL = { accept: "*/*", "user-agent": "bench" };

/** What DynamoDB answers with one item. */
const PAGE = '{"Count":1,"Items":[{"petId":{"S":"5a446af0"},"name":{"S":"Rex"}}],"ScannedCount":1}';

/** Starts all that is measured. */
export async function startContenders(folder: string): Promise<Contenders> {
  const programs: Program[] = [];
  const started = <P extends Program>(one: P): P => {
    programs.push(one);
    return one;
  };
  const stop = async () => {
    await Promise.all(programs.map((one) => one.stop()));
  };
  try {
    const bare = started(await startServer("bare.js"));
    const hop = started(await startServer("hop.js"));
    const table = started(await startServer("bare.js", [PAGE]));
    const sdk = started(await startServer("hop.js", [BODY, `http://127.0.0.1:${table.port}`]));
    const gate = started(await startGate(terraformFolder(folder, { bare: true }), folder));
    const stored = started(await startGate(terraformFolder(folder, { bare: false }), folder));
    const serverless = started(await startServerless(join(folder, "serverless")));
    const ministack = await startMinistack(join(folder, "ministack"));
    if (ministack) started(ministack);
    const simple = (program: Program): Call => ({
      program,
      port: program.port,
      requests: [get(program.port, "/", USUAL)],
      status: 200,
    });
    return {
      bare: simple(bare),
      all: [
        { name: "Gatehouse", ours: true, calls: await ourCalls(gate, stored) },
        { name: "node:http and a process, no check", ours: false, calls: { public: simple(hop) } },
        {
          name: "node:http and processes with the AWS SDK, no check",
          ours: false,
          calls: { stored: simple(sdk) },
        },
        { name: "serverless-offline", ours: false, calls: serverless.calls },
        ...(ministack ? [{ name: "ministack", ours: false, calls: ministack.calls }] : []),
      ],
      notRun: ministack ? NOT_RUN : [NO_MINISTACK, ...NOT_RUN],
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const NO_MINISTACK = {
  name: "ministack",
  why: "no Python with the package: pip install ministack==1.5.33, and BENCH_PYTHON where it is not python3",
};

const NOT_RUN = [
  {
    name: "serverless-offline 14",
    why: "it needs Serverless Framework 4, which asks for an account; version 13 with Framework 3 is measured",
  },
  { name: "sam local start-api", why: "it needs a container engine" },
  { name: "LocalStack", why: "it needs a container engine, and a license for Cognito and authorizers" },
];

async function ourCalls(gate: Served, stored: Served): Promise<Contender["calls"]> {
  const user = await signIn(gate, "user");
  const at = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    get(gate.port, `/${gate.description.stage}${path}`, { ...USUAL, ...headers });
  const call = (requests: readonly Buffer[], status = 200): Call => ({
    program: gate,
    port: gate.port,
    requests,
    status,
  });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  return {
    public: call([at("/health")]),
    bearer: call([at("/account", bearer(user.idToken))]),
    "lambda authorizer": call([at("/partner/pets", bearer(await partnerToken(gate, "user")))]),
    signed: call(await signedCalls(gate, user)),
    refused: call([at("/pets")], 403),
    stored: {
      program: stored,
      port: stored.port,
      requests: await signedCalls(stored, await signIn(stored, "user")),
      status: 200,
    },
  };
}

/** GET /pets, signed at each of the last seconds. */
function signedCalls(gate: Served, user: Caller): Promise<readonly Buffer[]> {
  const path = `/${gate.description.stage}/pets`;
  return Promise.all(
    Array.from({ length: SIGNATURES }, async (_, second) => {
      const headers = await signed(gate, path, user, new Date(Date.now() - second * 1_000));
      return get(gate.port, path, { ...USUAL, ...headers });
    }),
  );
}
