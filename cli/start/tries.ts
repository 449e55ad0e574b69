import type { GateDescription } from "../../gateway";
import type { AccessMatrix, Cell, MatrixRoute } from "../../terraform/access/matrix/matrix";
import type { ApiModel } from "../../terraform/model";
import { sorted } from "../render/matrix-text";

/** Calls to paste, of routes that are served: GET, and without parameters in their path. */
export interface Tries {
  /** Path of a route that refuses who sends no credentials; of an open one, where no route refuses. */
  readonly unsigned?: string;
  /** A route that takes a user's token, and a user whom it admits. */
  readonly signedIn?: SignedInTry;
}

export interface SignedInTry {
  readonly path: string;
  /** Which of the user's tokens the route takes. */
  readonly token: "AccessToken" | "IdToken";
  readonly user: GateDescription["users"][number];
}

/** Locks by which the unsigned call is chosen; AWS_IAM answers it in the clearest words. */
const LOCKS: readonly MatrixRoute["authorization"][] = ["AWS_IAM", "COGNITO_USER_POOLS", "CUSTOM"];

/** Chooses by lock, and then the first by path. */
export function triesOf(model: ApiModel, matrix: AccessMatrix, gate: GateDescription): Tries {
  const routes = sorted(matrix.routes).filter(
    ({ method, path, stage = gate.stage }) =>
      (method === "GET" || method === "ANY") && !path.includes("{") && stage === gate.stage,
  );
  const unsigned = unsignedOf(routes);
  // A client that takes no password has no call that fits in a line.
  const signedIn = gate.scriptClientId === null ? undefined : signedInOf(model, routes, gate);
  return { ...(unsigned !== undefined && { unsigned }), ...(signedIn && { signedIn }) };
}

function unsignedOf(routes: readonly MatrixRoute[]): string | undefined {
  const locked = LOCKS.flatMap((lock) => routes.filter(({ authorization }) => authorization === lock)).filter(
    ({ cells }) => cells.some(({ decision, principal }) => isAnonymous(principal) && decision === "deny"),
  );
  const forPeople = locked.find(({ cells }) =>
    cells.some((cell) => cell.principal.startsWith("group:") && admits(cell)),
  );
  const open = routes.find(({ cells }) => cells.some((cell) => isAnonymous(cell.principal) && admits(cell)));
  return (forPeople ?? locked[0] ?? open)?.path;
}

function signedInOf(
  { apis, userPools }: ApiModel,
  routes: readonly MatrixRoute[],
  { users }: GateDescription,
): SignedInTry | undefined {
  const scopes = new Map(apis.flatMap(({ methods }) => methods.map((one) => [one.address, one.scopes])));
  const taking = (token: SignedInTry["token"]) =>
    routes
      .filter(({ address, authorization }) => {
        const takes = scopes.get(address)?.length ? "AccessToken" : "IdToken";
        return authorization === "COGNITO_USER_POOLS" && takes === token;
      })
      .map(({ cells, path }) => ({ cells, path, token }));
  const tokenRoutes = [...taking("AccessToken"), ...taking("IdToken")];
  // The last user has the least precedence: what that user may call shows more than what everybody's chief may.
  for (const user of [...users].reverse()) {
    // Where several pools have a group, the matrix says whose it is.
    const names = user.groups.flatMap((name) => [`group:${name}`, `group:${userPools[0]?.name}/${name}`]);
    const found = tokenRoutes.find(({ cells }) =>
      cells.some((cell) => names.includes(cell.principal) && admits(cell)),
    );
    if (found) return { path: found.path, token: found.token, user };
  }
  return undefined;
}

function isAnonymous(principal: string): boolean {
  return principal === "anonymous";
}

/** With the credentials alone. */
function admits({ decision, requires }: Cell): boolean {
  return decision === "allow" && !requires;
}
