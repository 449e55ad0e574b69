import type { Session } from "../../credentials/session";
import type { HttpRequest } from "../../http/message";
import { headerValues } from "../../http/message";

/** `requestContext.identity` of an event: the caller, as far as the gateway knows it. */
export interface Identity {
  readonly accessKey: string | null;
  readonly accountId: string | null;
  readonly apiKey?: string;
  readonly apiKeyId?: string;
  readonly caller: string | null;
  readonly cognitoAuthenticationProvider: string | null;
  readonly cognitoAuthenticationType: string | null;
  readonly cognitoIdentityId: string | null;
  readonly cognitoIdentityPoolId: string | null;
  readonly principalOrgId: string | null;
  readonly sourceIp: string;
  readonly user: string | null;
  readonly userAgent: string | null;
  readonly userArn: string | null;
}

export function anonymousIdentity(request: HttpRequest): Identity {
  return {
    accessKey: null,
    accountId: null,
    caller: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: request.sourceIp,
    user: null,
    userAgent: headerValues(request, "user-agent").at(-1) ?? null,
    userArn: null,
  };
}

export function sessionIdentity(
  request: HttpRequest,
  session: Session & { readonly accessKeyId: string },
): Identity {
  const user = userId(session);
  return {
    ...anonymousIdentity(request),
    accessKey: session.accessKeyId,
    accountId: session.roleArn.split(":")[4] ?? null,
    caller: user,
    user,
    userArn: userArn(session),
    ...(session.cognito && {
      cognitoAuthenticationProvider: session.cognito.authenticationProvider ?? null,
      cognitoAuthenticationType: session.cognito.authenticationType,
      cognitoIdentityId: session.cognito.identityId,
      cognitoIdentityPoolId: session.cognito.identityPoolId,
    }),
  };
}

/** `AROA…:session`, IAM's `aws:userid`. */
export function userId({ roleId, sessionName }: Session): string {
  return `${roleId}:${sessionName}`;
}

/** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`; a role's path is not part of it. */
export function userArn({ roleArn, sessionName }: Session): string {
  const [, partition, , , account, resource] = roleArn.split(":");
  return `arn:${partition}:sts::${account}:assumed-role/${resource?.split("/").at(-1)}/${sessionName}`;
}
