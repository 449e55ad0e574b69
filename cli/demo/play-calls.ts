import type { AccessModel, Route, RouteKey } from "../../access/model";
import { type GateDescription, type Presentation, presentationOf } from "../../gateway";
import type { ApiMethod, ApiModel, HttpRoute } from "../../terraform/model";
import { tick } from "../progress";
import { cleaned } from "../render/printable";
import { type Callers, callersOf } from "./callers";
import { playOwnership } from "./ownership";
import { type PlannedCall, type PlanOptions, plan } from "./plan";
import { type CallRow, callsTable } from "./table";

/** What a handler of the pet store takes; the path's parameters are of a pet that was made for the call. */
const bodies: Readonly<Partial<Record<RouteKey, unknown>>> = {
  "POST /pets": { name: "Rex", type: "dog" },
  "POST /partner/pets": { name: "Tom", type: "cat" },
  "POST /products": { name: "Leash" },
  "POST /account": { name: "A customer" },
};

/** Where a part of the lock is the handler's. */
const BY_HANDLER = " by the handler";

export interface Play {
  readonly access: AccessModel;
  readonly gate: GateDescription;
  /** Of the Terraform that the gate enforces. */
  readonly model: ApiModel;
  /** Ids of the requests for which a handler ran; it grows while calls are played. */
  readonly handled: ReadonlySet<string>;
}

/** Plays every call, and says whether each was answered as declared. */
export async function playCalls(play: Play): Promise<readonly CallRow[]> {
  const { access, gate, model } = play;
  const callers = callersOf(gate);
  const options: PlanOptions = {
    presentation: presentationsIn(model),
    asksForKey: keysIn(model),
    nameOf: (role) => gate.users.find((user) => user.groups.includes(role))?.username ?? role,
  };
  const rows: CallRow[] = [];
  const planned = [...plan(access, options)];
  for (const attempt of planned) {
    tick(`${rows.length} of ${planned.length} calls`);
    rows.push(await attempted(attempt, callers, options, play));
  }
  return [...rows, ...(await playOwnership(gate, callers, access))];
}

/** The calls as a table, and how many were not answered as declared. */
export function callsText(rows: readonly CallRow[]): string {
  const wrong = rows.filter((row) => !row.ok).length;
  const byHandler = rows.filter(({ expected }) => expected.endsWith(BY_HANDLER)).length;
  const ran =
    byHandler === 0
      ? "no handler ran for a refused one"
      : `a handler ran for ${byHandler} refused ones, which its wrapper refused, and for no other`;
  return [
    callsTable(cleaned(rows)),
    wrong === 0
      ? `${rows.length} calls, all answered as declared; ${ran}.\n`
      : `${wrong} of ${rows.length} calls were not answered as declared.\n`,
  ].join("\n");
}

/** How callers present themselves to each route; a route that the Terraform does not have takes no credentials. */
export function presentationsIn({ apis, httpApis = [] }: ApiModel): (route: RouteKey) => Presentation {
  const all: readonly { readonly methods: readonly (ApiMethod | HttpRoute)[] }[] = [...apis, ...httpApis];
  const methods = new Map(
    all.flatMap((api) => api.methods.map((method) => [`${method.verb} ${method.path}`, method])),
  );
  return (route) => {
    const method = methods.get(route);
    return method ? presentationOf(method) : { credential: "none" };
  };
}

/** Routes of HTTP APIs ask for no API key. */
function keysIn({ httpApis = [] }: ApiModel): (route: RouteKey) => boolean {
  const keyless = new Set(httpApis.flatMap((api) => api.methods.map(({ key }) => key)));
  return (route) => !keyless.has(route);
}

async function attempted(
  { caller, credentials, expected, refusedBy, route, withKey }: PlannedCall,
  callers: Callers,
  options: PlanOptions,
  play: Play,
): Promise<CallRow> {
  const [verb = "", path = ""] = route.split(" ");
  const url = `${play.gate.url}${await concretePath(path, callers, options, play)}`;
  const body = bodies[route];
  const call = { verb, url, ...(body !== undefined && { body: JSON.stringify(body) }) };
  const response = await callers.send(call, credentials, withKey);
  const words = await response.text();
  const { headers } = response;
  const ran = play.handled.has(headers.get("x-amzn-requestid") ?? headers.get("apigw-requestid") ?? "");
  const admitted = ran && response.status < 300;
  return {
    caller,
    call: route,
    expected: expected === "admitted" ? "in" : `${expected}${refusedBy ? BY_HANDLER : ""}`,
    received: admitted ? `in, ${response.status}` : `${response.status}${ran ? ", handler ran" : ""}`,
    words: admitted ? "" : words,
    ok:
      expected === "admitted" ? admitted : ran === (refusedBy === "handler") && response.status === expected,
  };
}

/** The path with the id of an item for its parameter. The item is made now, by a caller who may. */
async function concretePath(
  path: string,
  callers: Callers,
  options: PlanOptions,
  { access, gate }: Play,
): Promise<string> {
  const [collection = "", parameter] = path.split(/\/\{(\w+)\+?\}/);
  if (parameter === undefined) return path;
  const create = `POST ${collection}` as RouteKey;
  const route = (access.routes as Readonly<Record<string, Route>>)[create];
  const maker =
    route &&
    plan({ ...access, routes: { [create]: route } }, options).find((one) => one.expected === "admitted");
  if (!maker) return path.replace(/\{\w+\+?\}/g, "unknown");
  const call = { verb: "POST", url: `${gate.url}${collection}`, body: JSON.stringify(bodies[create] ?? {}) };
  const response = await callers.send(call, maker.credentials, maker.withKey);
  const made = (await response.json()) as Record<string, string>;
  return path.replace(/\{\w+\+?\}/, made[parameter] ?? "unknown");
}
