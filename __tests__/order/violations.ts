import { IDENTITY } from "./identity";
import type { Document, Json } from "./model";
import type { Applied, Step } from "./terraform";

/** What goes live only by a deployment. */
const DEPLOYED =
  /^aws_api_gateway_(authorizer|gateway_response|integration|integration_response|method|method_response|model|request_validator|resource|rest_api|rest_api_policy)\./;
/** What a stage calls. */
const CALLED = /^aws_(lambda_function|lambda_permission)\./;

export interface Change {
  readonly before: Readonly<Record<string, Document>>;
  readonly after: Readonly<Record<string, Document>>;
  /** What the deployment of `after` did, stack by stack. */
  readonly applied: readonly Applied[];
}

/** Each step that may come too early, as a sentence. */
export function violations(change: Change): string[] {
  return [
    ...staleSnapshots(change),
    ...deadCalls(change),
    ...deadRoutes(change),
    ...takenIdentities(change),
    ...namedWhenGone(change),
  ];
}

/** A deployment is a snapshot: what is not gone by then stays live. */
function staleSnapshots({ applied }: Change): string[] {
  const all = applied.flatMap((one, at) => one.steps.map((step) => ({ ...step, at, one })));
  const snapshots = all.filter(
    ({ action, address }) => action === "create" && address.startsWith("aws_api_gateway_deployment."),
  );
  const gone = all.filter(({ action, address }) => action === "delete" && DEPLOYED.test(address));
  if (gone.length > 0 && snapshots.length === 0)
    return ["No deployment is made, and the API has lost something"];
  return snapshots.flatMap((snapshot) =>
    gone
      .filter((part) => (part.at === snapshot.at ? !part.one.before(part, snapshot) : part.at > snapshot.at))
      .map((part) => `${part.address} may be destroyed after ${snapshot.address} is made, and stay live`),
  );
}

/** A route of an HTTP API is live from its creation to its end: in between, its function must be invokable for it. */
function deadRoutes({ after, applied, before }: Change): string[] {
  const conditionsIn = (documents: Change["after"], route: string): readonly string[] =>
    Object.values(documents).flatMap(({ resource }) => {
      const key = resource?.[ROUTE]?.[route.slice(ROUTE.length + 1)]?.route_key;
      const pattern = `/$default/${String(key)
        .replace(" ", "")
        .replace(/\{[^}]*\}/g, "*")}`;
      return Object.entries(resource?.aws_lambda_permission ?? {})
        .filter(([, permission]) => String((permission as Json).source_arn).endsWith(pattern))
        .map(([name]) => `aws_lambda_permission.${name}`);
    });
  return applied.flatMap((one) =>
    one.steps
      .filter(({ address }) => address.startsWith(`${ROUTE}.`))
      .flatMap((route) => {
        const isEnd = route.action === "delete";
        const conditions = conditionsIn(isEnd ? before : after, route.address);
        return one.steps
          .filter(
            ({ action, address }) => action === (isEnd ? "delete" : "create") && conditions.includes(address),
          )
          .filter((condition) => (isEnd ? !one.before(route, condition) : !one.before(condition, route)))
          .map(({ address }) => `${route.address} may be live without ${address}`);
      }),
  );
}

const ROUTE = "aws_apigatewayv2_route";

/** A stage calls what its deployment names until it takes the next one. */
function deadCalls({ applied }: Change): string[] {
  const all = applied.flatMap((one, at) => one.steps.map((step) => ({ ...step, at, one })));
  const moves = all.filter(
    ({ action, address }) => action === "update" && address.startsWith("aws_api_gateway_stage."),
  );
  return moves.flatMap((move) =>
    all
      .filter(({ address, action }) => CALLED.test(address) && action !== "update")
      .filter(({ action, at, one, address }) => {
        const step = { action, address };
        const inOrder = (first: Step, then: Step, firstAt: number, thenAt: number) =>
          firstAt === thenAt ? one.before(first, then) : firstAt < thenAt;
        return action === "delete" ? !inOrder(move, step, move.at, at) : !inOrder(step, move, at, move.at);
      })
      .map(({ address, action }) =>
        action === "delete"
          ? `${address} may be destroyed while ${move.address} still calls it`
          : `${address} may be made after ${move.address} calls it`,
      ),
  );
}

function takenIdentities({ before, after, applied }: Change): string[] {
  return applied.flatMap(({ stack, steps, before: isBefore }) => {
    const identities = (action: Step["action"], document: Document | undefined) =>
      steps
        .filter((step) => step.action === action)
        .flatMap((step) => {
          const [type = "", name = ""] = step.address.split(".");
          const body = document?.resource?.[type]?.[name];
          const identity = body && IDENTITY[type]?.(body);
          return identity ? [{ step, identity: `${type} ${identity}` }] : [];
        });
    const gone = identities("delete", before[stack]);
    return identities("create", after[stack]).flatMap(({ step, identity }) =>
      gone
        .filter((other) => other.identity === identity && !isBefore(other.step, step))
        .map(
          (other) =>
            `${step.address} may be made before ${other.step.address} is destroyed, and has its identity`,
        ),
    );
  });
}

function namedWhenGone({ before, applied }: Change): string[] {
  return applied.flatMap(({ stack, steps, before: isBefore }) =>
    steps
      .filter(({ action }) => action === "delete")
      .flatMap((gone) =>
        namersOf(gone.address, before[stack]).flatMap((namer) => {
          const letsGo = steps.find(({ address, action }) => address === namer && action !== "create");
          if (letsGo && isBefore(letsGo, gone)) return [];
          return [`${gone.address} may be destroyed while ${namer} still names it`];
        }),
      ),
  );
}

/** The resources that refer to this one by value; an order alone names nothing. */
function namersOf(address: string, document: Document | undefined): string[] {
  const named = new RegExp(`(?<![\\w.-])${address.replace(/[.]/g, "\\.")}(?![\\w-])`);
  return Object.entries<Record<string, Json>>(document?.resource ?? {}).flatMap(([type, all]) =>
    Object.entries(all)
      .filter(([, { depends_on: _order, "//": _note, ...body }]) => named.test(JSON.stringify(body)))
      .map(([name]) => `${type}.${name}`),
  );
}
