import { matchRoute } from "../../../terraform/access/decide";
import { accessMatrix, type MatrixRoute } from "../../../terraform/access/matrix";
import type { ApiModel } from "../../../terraform/model";
import { attackSize } from "../../attacks";
import { call, signedCall } from "../client";
import { type ApiParts, byToken, jwt, signed } from "./apis";
import { type HttpGate, httpGate, servedModel } from "./gate";

/** What `gatehouse access` says of HTTP APIs of random declarations, and how the gate answers for them. */

const WORLDS = attackSize({ some: 6, all: 60 });

jest.setTimeout(600_000);

let gate: HttpGate;
beforeAll(async () => {
  gate = await httpGate();
});
afterAll(() => gate.stop());

/** Numbers below a limit, the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

const SIGN_IN = "aws.cognito.signin.user.admin";
const LOCKS: readonly Readonly<Record<string, unknown>>[] = [
  {},
  byToken,
  { ...byToken, authorization_scopes: ["pets/write"] },
  { ...byToken, authorization_scopes: [SIGN_IN, "pets/write"] },
  signed,
];
const VERBS = ["GET", "POST", "DELETE", "ANY"];
const SEGMENTS = ["iam", "a", "b", "{x}"];

function world(seed: number): ApiParts {
  const next = numbers(seed);
  const one = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const routes = new Map<string, Readonly<Record<string, unknown>>>();
  for (let n = 0; n < 14; n++) {
    const segments = Array.from({ length: 1 + next(2) }, () => one(SEGMENTS));
    const isGreedy = next(4) === 0;
    const path = `/${[...segments.filter((part, at) => part !== "{x}" || at === segments.indexOf("{x}")), ...(isGreedy ? ["{rest+}"] : [])].join("/")}`;
    routes.set(next(12) === 0 ? "$default" : `${one(VERBS)} ${path}`, one(LOCKS));
  }
  return {
    authorizers: { people: jwt() },
    routes: Object.fromEntries(routes),
    stages: { $default: {}, ...(next(2) === 0 && { dev: {} }) },
  };
}

/** A request that a route of the table is about: no literal has these values. */
function requestOf({ method, path, stage }: MatrixRoute): { readonly verb: string; readonly path: string } {
  const filled = path === "$default" ? "/zz" : path.replace("{rest+}", "yy/zz").replace(/\{\w+\}/g, "xx");
  return {
    verb: method === "ANY" ? "PATCH" : method,
    path: `/shop${stage === undefined || stage === "$default" ? "" : `/${stage}`}${filled}`,
  };
}

/** Whether another route does not take the request in its place: the row is about the others that it takes. */
function isAnswered(route: MatrixRoute, verb: string, path: string, { httpApis = [] }: ApiModel): boolean {
  const [api] = httpApis;
  return (
    api !== undefined &&
    matchRoute(api, verb, path.replace(/^\/shop(\/dev)?/, ""))?.method.address === route.address
  );
}

type Send = (verb: string, path: string) => Promise<readonly number[]>;

/** Statuses of the answers to a principal with each kind of credentials that it has. */
const principals: Readonly<Record<string, Send>> = {
  anonymous: async (method, path) => [(await call(endpoint(), path, { method })).status],
  "signed-in": async (method, path) => {
    const client = gate.model.userPools[0]?.clients[0]?.id;
    const tokens = [
      gate.token({ scope: SIGN_IN }),
      gate.token({ token_use: "id", aud: client, client_id: undefined }),
    ];
    const answers = tokens.map((token) =>
      call(endpoint(), path, { method, headers: { authorization: `Bearer ${token}` } }),
    );
    return (await Promise.all(answers)).map(({ status }) => status);
  },
  "iam:reader": async (method, path) => [
    (await signedCall(endpoint(), path, { method, credentials: gate.credentials })).status,
  ],
};

const endpoint = () => gate.gate.description.endpoint;

const tally = { allow: 0, deny: 0 };

test.each(Array.from({ length: WORLDS }, (_, seed) => [seed + 1]))("declaration %d", async (seed) => {
  const model = servedModel({ shop: world(seed) });
  await gate.gate.reload(model);
  gate.ran();
  const wrong: unknown[] = [];
  for (const route of accessMatrix(model).routes) {
    const { path, verb } = requestOf(route);
    if (!isAnswered(route, verb, path, model)) continue;
    for (const { decision, principal } of route.cells) {
      const send = principals[principal];
      if (!send || (decision !== "allow" && decision !== "deny")) continue;
      const statuses = await send(verb, path);
      const ran = gate.ran().length;
      const isAllowed = statuses.includes(200);
      tally[decision]++;
      if (isAllowed !== (decision === "allow") || ran > 0 !== isAllowed)
        wrong.push({
          route: `${route.method} ${route.path}`,
          verb,
          path,
          principal,
          decision,
          statuses,
          ran,
        });
    }
  }
  expect(wrong).toEqual([]);
});

test("both decisions were met often", () => {
  expect(tally.allow).toBeGreaterThan(WORLDS * 5);
  expect(tally.deny).toBeGreaterThan(WORLDS * 5);
});
