import { dirname, join } from "node:path";
import type { Policy as Loaded } from "@cloud-copilot/iam-policy";

/** The arguments of iam-simulate's engine that are used here. */
export interface Authorization {
  readonly request: object;
  readonly sessionPolicy: undefined;
  readonly identityPolicies: readonly Named[];
  readonly serviceControlPolicies: readonly [];
  readonly resourceControlPolicies: readonly [];
  readonly resourcePolicy: Named | undefined;
  readonly permissionBoundaries: readonly Named[] | undefined;
  readonly vpcEndpointPolicies: undefined;
  readonly simulationParameters: object;
}

export type Named = Loaded<{ name: string }>;

interface Engine {
  authorize(asked: Authorization): { readonly result: "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied" };
}

/**
 * The engine beneath `runSimulation`. `runSimulation` validates every policy and drops condition keys that a service does not
 * list, so many cases would never be compared. `runUnsafeSimulation` does neither, and throws on every resource policy (0.1.173).
 */
const root = dirname(require.resolve("@cloud-copilot/iam-simulate"));

const part = <T>(path: string): T => require(join(root, path)) as T;

export const { authorize } = part<Engine>("core_engine/CoreSimulatorEngine.js");

export const { AwsRequestImpl: Request } = part<{
  AwsRequestImpl: new (
    principal: unknown,
    resource: { readonly resource: string; readonly accountId: string },
    action: string,
    context: object,
  ) => object;
}>("request/request.js");

export const { RequestContextImpl: RequestContext } = part<{
  RequestContextImpl: new (values: object) => object;
}>("requestContext.js");

export const { DiscoveryContextKeyConstraints: Constraints } = part<{
  DiscoveryContextKeyConstraints: new (constraints: readonly []) => object;
}>("context_keys/discoveryContextKeyConstraints.js");
