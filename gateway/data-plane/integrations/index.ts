import type { Integration, OtherIntegration } from "../../../terraform/model";
import type { HttpResponse } from "../../http/message";
import type { DataPlane } from "../data-plane";
import type { Refused } from "../gateway-response/responses";
import type { Authenticated } from "../locks/lock";
import type { MethodCall } from "../method-call";
import { httpBackend } from "./http/http-backend";
import { type DifferencesContext, type GateIntegration, misconfigured } from "./integration";
import { lambdaCustom } from "./lambda/lambda-custom";
import { invokeFunction } from "./lambda-proxy/lambda-proxy";
import { mock } from "./mock";

const unsupported: GateIntegration = {
  respond: (_call, { address, type }) =>
    misconfigured(`${address} is an integration of the type ${type}, which is not supported`),
  differences: ({ type }) => [`integrations of the type ${type} are not supported: calls get 500`],
};

const integrations = {
  AWS: lambdaCustom,
  HTTP: httpBackend,
  HTTP_PROXY: httpBackend,
  MOCK: mock,
  UNKNOWN: unsupported,
} satisfies Record<OtherIntegration["type"], GateIntegration>;

/** Answers a call that was authorized. Functions and backends are called only from here. */
export async function integrate(
  call: MethodCall,
  who: Authenticated,
  dataPlane: DataPlane,
): Promise<HttpResponse | Refused> {
  const { integration } = call.method;
  if (integration.type === "AWS_PROXY") return invokeFunction(call, integration, who, dataPlane);
  return integrations[integration.type].respond(call, integration, who, dataPlane);
}

/** What the gate does differently from API Gateway for an integration, one sentence each. */
export function differencesOf(integration: Integration, context: DifferencesContext): readonly string[] {
  if (integration.type === "AWS_PROXY") return [];
  return integrations[integration.type].differences(integration, context);
}
