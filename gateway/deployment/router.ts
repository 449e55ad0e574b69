import type { CustomDomain } from "../../terraform/model";
import { answerDomain, isDomainPath } from "../cognito/domain/answer";
import type { DomainContext } from "../cognito/domain/context";
import type { IdentityPoolContext } from "../cognito/identity-pool/identity-pool-operation";
import { identityPoolService, userPoolService } from "../cognito/services";
import { answerDiscovery } from "../cognito/user-pool/discovery";
import type { UserPoolContext } from "../cognito/user-pool/user-pool-operation";
import type { ReadBody } from "../http/body";
import type { HttpRequest, HttpResponse } from "../http/message";
import { answerService, preflight } from "../protocol/json-protocol";
import { jsonNotServed, queryNotServed, restNotServed } from "../protocol/not-served";
import { answerQuery, queryCallIn } from "../protocol/query-protocol";
import { stsService } from "../sts/service";
import type { StsContext } from "../sts/sts-operation";
import { type AnyPlane, answerOn } from "./any-plane";
import { planeAtDomain } from "./custom-domains";
import { planeAtUrl } from "./url-hosts";

/** What requests on the gate's port are answered from, made of one reading of the Terraform. */
export interface Deployment {
  /** `http://127.0.0.1:3000` */
  readonly endpoint: string;
  /** Of each API, by what its paths begin with. */
  readonly dataPlanes: readonly AnyPlane[];
  readonly userPool: UserPoolContext;
  readonly identityPool: IdentityPoolContext;
  readonly sts: StsContext;
  readonly domain: DomainContext;
  /** Custom domains that are served, by their names. */
  readonly customDomains: ReadonlyMap<string, CustomDomain>;
  /** The names of the URLs of functions: `ID.lambda-url.REGION.on.aws`. */
  readonly urlHosts: ReadonlySet<string>;
  /** The first segments of the paths to APIs. */
  readonly apiSegments: ReadonlySet<string>;
}

/**
 * Answers a request on the gate's port by the service that it is for: Cognito's services on `POST /`, a user pool's
 * keys below the pool's id, the pools' OAuth endpoints, STS by its query protocol, and the APIs below their stages or
 * prefixes.
 */
export async function routeRequest(
  request: HttpRequest,
  readBody: ReadBody,
  deployment: Deployment,
): Promise<HttpResponse> {
  const { endpoint, identityPool, userPool } = deployment;
  const byHost =
    planeAtDomain(request, deployment.customDomains, deployment.dataPlanes) ??
    planeAtUrl(request, deployment.urlHosts, deployment.dataPlanes);
  if (byHost) return answerOn(byHost, request, readBody);
  if (request.path === "/" && request.verb === "OPTIONS") return preflight(request);
  const dataPlane = dataPlaneOf(request, deployment.dataPlanes);
  const { log } = dataPlane;
  if (request.path === "/") {
    const answer =
      (await answerService(request, readBody, userPoolService, { context: userPool, log })) ??
      (await answerService(request, readBody, identityPoolService, { context: identityPool, log })) ??
      jsonNotServed(request) ??
      (await answerQueryCall(request, readBody, deployment.sts, log));
    if (answer) return answer;
  }
  if (isForDomain(request, deployment)) return answerDomain(request, readBody, deployment.domain);
  return (
    answerDiscovery(request, {
      endpoint,
      keys: dataPlane.tokenKeys,
      userPools: dataPlane.model.userPools,
    }) ??
    (isForApi(request, deployment) ? undefined : restNotServed(request)) ??
    answerOn(dataPlane, request, readBody)
  );
}

/** A call in AWS's query protocol: of STS, which is known by its version, or of a service that is not served. */
async function answerQueryCall(
  request: HttpRequest,
  readBody: ReadBody,
  context: StsContext,
  log: (line: string) => void,
): Promise<HttpResponse | undefined> {
  const call = await queryCallIn(request, readBody);
  if (call === undefined) return undefined;
  const isSts = call.parameters.get("Version") === stsService.version;
  return isSts ? answerQuery(call, stsService, { context, log }) : queryNotServed(call);
}

function isForApi({ path }: HttpRequest, { apiSegments }: Deployment): boolean {
  return apiSegments.has(path.split("/")[1] ?? "");
}

/** Whether a path is of the user pools' OAuth endpoints. An API comes first: its stages may have the same names. */
function isForDomain(request: HttpRequest, deployment: Deployment): boolean {
  return (
    isDomainPath(request.path) &&
    !isForApi(request, deployment) &&
    deployment.domain.model.userPools.some(({ domains }) => domains)
  );
}

/** The first API answers for a path that is to none: it has no stage of that name. */
function dataPlaneOf({ path }: HttpRequest, dataPlanes: readonly AnyPlane[]): AnyPlane {
  const named = dataPlanes.find(
    ({ prefix }) => prefix !== "" && (path === prefix || path.startsWith(`${prefix}/`)),
  );
  return named ?? (dataPlanes[0] as AnyPlane);
}
