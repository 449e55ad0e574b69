import type { OtherIntegration, Stage } from "../../../terraform/model";
import type { HttpResponse } from "../../http/message";
import type { DataPlane } from "../data-plane";
import type { Refused } from "../gateway-response/responses";
import type { Authenticated } from "../locks/lock";
import type { MethodCall } from "../method-call";
import type { Backends } from "./http/backends";

/** How the gate answers for one type of integration. */
export interface GateIntegration {
  respond(
    call: MethodCall,
    integration: OtherIntegration,
    who: Authenticated,
    dataPlane: DataPlane,
  ): HttpResponse | Refused | Promise<HttpResponse | Refused>;
  /** What it does differently from API Gateway, or not at all, one sentence each. */
  differences(integration: OtherIntegration, context: DifferencesContext): readonly string[];
}

export interface DifferencesContext {
  readonly stage: Pick<Stage, "variables">;
  readonly backends: Backends;
}

/** A part of the integration that this gate does not evaluate, while the service does. */
export function notServed(reason: string): Refused {
  return { response: "NOT_SERVED", reason };
}

export function misconfigured(reason: string): Refused {
  return { response: "API_CONFIGURATION_ERROR", reason };
}
