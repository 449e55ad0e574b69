import type { ApiModel, HttpApi, Notice } from "../../terraform/model";
import type { Backends } from "../data-plane/integrations/http/backends";
import { findFunction } from "../lambda/find-function";
import type { StandIn } from "../third-party-issuer/stand-ins";
import { differencesOf } from "./integrations";
import { isLocalIssuer, type LocalIssuer } from "./jwt/issuer-keys";

export interface HttpDifferencesContext {
  readonly model: ApiModel;
  readonly backends: Backends;
  readonly issuers: readonly LocalIssuer[];
  /** Those of them for which the gate's own issuer stands in. */
  readonly standIns: readonly Pick<StandIn, "issuer">[];
}

/** What the gate does differently from the cloud with an HTTP API. */
export function httpDifferences(api: HttpApi, context: HttpDifferencesContext): Notice[] {
  const { authorizers, methods, stages } = api;
  const [stage = { variables: {} }] = stages;
  const ofRoutes = methods.flatMap((route) =>
    differencesOf(route, { backends: context.backends, stage }).map((message) => ({
      address: route.address,
      message,
    })),
  );
  const used = authorizers.filter(({ id }) => methods.some(({ authorizerId }) => authorizerId === id));
  return [...ofRoutes, ...used.flatMap((one) => ofAuthorizer(one, stages, context))];
}

function ofAuthorizer(
  authorizer: HttpApi["authorizers"][number],
  stages: HttpApi["stages"],
  { backends, issuers, model, standIns }: HttpDifferencesContext,
): Notice[] {
  const { address } = authorizer;
  if (authorizer.type !== "JWT") {
    const { functionArn } = authorizer;
    if (stages.every(({ variables }) => findFunction(model, functionArn, variables))) return [];
    return [{ address, message: `its function ${functionArn} is not in this Terraform: calls get 500` }];
  }
  const { issuer } = authorizer;
  if (standIns.some((one) => one.issuer === issuer)) return [{ address, message: standInText(issuer) }];
  if (isLocalIssuer(issuer, issuers)) return [];
  const origin = URL.canParse(issuer) ? new URL(issuer).origin : issuer;
  const server = backends.get(origin);
  const message =
    server === undefined
      ? `tokens of ${issuer} are refused: its keys are asked for only where --backend ${origin}=URL names a server`
      : `the keys of ${issuer} come from ${server}`;
  return [{ address, message }];
}

function standInText(issuer: string): string {
  return `the gate signs the tokens of ${issuer}, whose own are refused: gatehouse token NAME --issuer ${issuer} prints one, and --backend ${new URL(issuer).origin}=URL names a server that gives them instead`;
}
