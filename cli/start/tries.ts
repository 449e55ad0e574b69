import { type GateDescription, type Presentation, presentationOf } from "../../gateway";
import type { AccessMatrix, Cell, MatrixRoute } from "../../terraform/access/matrix";
import type { ApiMethod, ApiModel, HttpRoute } from "../../terraform/model";
import { inTreeOrder } from "../render/access/order";
import { wayToSignIn } from "../sign-in/way";

/** Calls to paste, of routes that are served: GET, and without parameters in their path. */
export interface Tries {
  /** Path of a route that refuses a caller without credentials; of an open route, where no route refuses. */
  readonly unsigned?: string;
  /** A route that takes a user's token, and a user whom it admits. */
  readonly signedIn?: SignedInTry;
}

export interface SignedInTry {
  readonly path: string;
  /** Which of the user's tokens the route takes. */
  readonly token: UserToken;
  readonly user: GateDescription["users"][number];
}

/** As InitiateAuth names them. */
export type UserToken = "AccessToken" | "IdToken";

type Credential = Presentation["credential"];

/** The token of a user of the pool that a credential is, where it is one. */
const USER_TOKENS: Readonly<Record<Credential, UserToken | undefined>> = {
  none: undefined,
  signature: undefined,
  "access-token": "AccessToken",
  "id-token": "IdToken",
  "third-party-token": undefined,
};

/** Which route is tried without credentials, the lowest first: AWS_IAM has the clearest message. */
const UNSIGNED_ORDER: Readonly<Record<Credential, number>> = {
  signature: 0,
  "access-token": 1,
  "id-token": 1,
  "third-party-token": 2,
  none: 3,
};

interface TriedRoute extends MatrixRoute {
  readonly credential: Credential;
}

/** Chooses by lock, and then the first by path. */
export function triesOf(model: ApiModel, matrix: AccessMatrix, gate: GateDescription): Tries {
  const operations = [...model.apis, ...(model.httpApis ?? [])].flatMap(
    (api): readonly (ApiMethod | HttpRoute)[] => api.methods,
  );
  const methods = new Map(operations.map((one) => [one.address, one]));
  const routes = inTreeOrder(matrix.routes)
    .filter(
      ({ method, path, stage = gate.stage }) =>
        (method === "GET" || method === "ANY") &&
        path.startsWith("/") &&
        !path.includes("{") &&
        stage === gate.stage,
    )
    // The gate's URL is that of the first API.
    .filter(({ apiAddress }) => (gate.apis[0]?.address ?? apiAddress) === apiAddress)
    .flatMap((route): TriedRoute[] => {
      const method = methods.get(route.address);
      return method ? [{ ...route, credential: presentationOf(method).credential }] : [];
    });
  const unsigned = unsignedOf(routes);
  const signedIn = wayToSignIn(gate) === null ? undefined : signedInOf(model, routes, gate);
  return { ...(unsigned !== undefined && { unsigned }), ...(signedIn && { signedIn }) };
}

function unsignedOf(routes: readonly TriedRoute[]): string | undefined {
  const locked = routes
    .filter(({ cells, credential }) => credential !== "none" && cells.some(isRefusedAnonymous))
    .sort((one, other) => UNSIGNED_ORDER[one.credential] - UNSIGNED_ORDER[other.credential]);
  const forUsers = locked.find(({ cells }) =>
    cells.some((cell) => cell.principal.startsWith("group:") && admits(cell)),
  );
  const open = routes.find(({ cells }) => cells.some((cell) => isAnonymous(cell) && admits(cell)));
  return (forUsers ?? locked[0] ?? open)?.path;
}

function signedInOf(
  { userPools }: ApiModel,
  routes: readonly TriedRoute[],
  { users }: GateDescription,
): SignedInTry | undefined {
  const taking = (token: UserToken) =>
    routes
      .filter(({ credential }) => USER_TOKENS[credential] === token)
      .map(({ cells, path }) => ({ cells, path, token }));
  const tokenRoutes = [...taking("AccessToken"), ...taking("IdToken")];
  // The last user has the lowest precedence, so the call shows more than a call of an administrator would.
  const able = users.filter(({ mustChangePassword, password }) => password !== null && !mustChangePassword);
  // A second factor takes a code, which can be used once in its time step: such a user is tried last.
  const inOrder = able
    .reverse()
    .sort((one, other) => Number(one.totpSecret !== undefined) - Number(other.totpSecret !== undefined));
  for (const user of inOrder) {
    // Where several pools have a group, the matrix puts the pool's name before the group's.
    const groups = user.groups.flatMap((name) => [`group:${name}`, `group:${userPools[0]?.name}/${name}`]);
    const names = groups.length === 0 ? ["signed-in"] : groups;
    const found = tokenRoutes.find(({ cells }) =>
      cells.some((cell) => names.includes(cell.principal) && admits(cell)),
    );
    if (found) return { path: found.path, token: found.token, user };
  }
  return undefined;
}

function isAnonymous({ principal }: Cell): boolean {
  return principal === "anonymous";
}

function isRefusedAnonymous(cell: Cell): boolean {
  return isAnonymous(cell) && cell.decision === "deny";
}

/** With the credentials alone. */
function admits({ decision, requires }: Cell): boolean {
  return decision === "allow" && !requires;
}
