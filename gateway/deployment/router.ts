import type { IdentityPoolContext } from "../cognito/identity-pool/identity-pool-operation";
import { identityPoolService } from "../cognito/identity-pool/service";
import { answerDiscovery } from "../cognito/user-pool/discovery";
import { userPoolService } from "../cognito/user-pool/service";
import type { UserPoolContext } from "../cognito/user-pool/user-pool-operation";
import type { DataPlane } from "../data-plane/data-plane";
import { answerApiRequest } from "../data-plane/pipeline";
import type { ReadBody } from "../http/body";
import type { HttpRequest, HttpResponse } from "../http/message";
import { answerOperation, operationOf, preflight } from "../protocol/json-protocol";

/** Everything that the gate answers from, made of one reading of the Terraform. */
export interface Deployment {
  /** `http://127.0.0.1:3000` */
  readonly endpoint: string;
  readonly dataPlane: DataPlane;
  readonly userPool: UserPoolContext;
  readonly identityPool: IdentityPoolContext;
}

/**
 * Which service a request is for. On one port: the AWS JSON services on `POST /`, a user pool's keys below the
 * pool's id, and the API below its stages.
 */
export async function routeRequest(
  request: HttpRequest,
  readBody: ReadBody,
  deployment: Deployment,
): Promise<HttpResponse> {
  const { dataPlane, endpoint, identityPool, userPool } = deployment;
  if (request.path === "/" && request.verb === "OPTIONS") return preflight(request);
  if (request.path === "/" && request.verb === "POST") {
    const ofUserPool = operationOf(request, userPoolService);
    if (ofUserPool !== undefined)
      return logged(
        ofUserPool,
        await answerOperation(ofUserPool, readBody, userPoolService, userPool),
        dataPlane,
      );
    const ofIdentityPool = operationOf(request, identityPoolService);
    if (ofIdentityPool !== undefined)
      return logged(
        ofIdentityPool,
        await answerOperation(ofIdentityPool, readBody, identityPoolService, identityPool),
        dataPlane,
      );
  }
  const discovery = answerDiscovery(request, {
    endpoint,
    keys: dataPlane.tokenKeys,
    userPools: dataPlane.model.userPools,
  });
  return discovery ?? answerApiRequest(request, readBody, dataPlane);
}

function logged(operation: string, response: HttpResponse, { log }: DataPlane): HttpResponse {
  const message = response.headers.find(([name]) => name === "x-amzn-ErrorMessage")?.[1];
  log(`${operation.replace(/\W/g, "")} ${response.status}${message === undefined ? "" : ` ${message}`}`);
  return response;
}
