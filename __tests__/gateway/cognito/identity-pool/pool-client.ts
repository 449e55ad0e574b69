import type { ApiModel, IamRole, IdentityPool } from "../../../../terraform/model";
import { awsJson, signedCall } from "../../client";
import type { RunningGate } from "../../gates";
import { IDENTITY_POOL, PROVIDER, REGION } from "../../petstore/names";
import { byIdentityPool } from "../../petstore/roles";

/** Calls of an identity pool, and gates whose identity pool is another one. */

export type Json = Readonly<Record<string, unknown>>;
export type Logins = Readonly<Record<string, string>>;

export const withPool =
  (change: Partial<IdentityPool>, roles: readonly IamRole[] = []) =>
  (model: ApiModel): ApiModel => ({
    ...model,
    roles: [...model.roles, ...roles],
    identityPools: model.identityPools.map((pool) => ({ ...pool, ...change })),
  });

/** A trust policy for an identity pool's guests. */
export const byGuests = {
  ...byIdentityPool,
  conditions: byIdentityPool.conditions.map((condition) =>
    condition.key.endsWith(":amr") ? { ...condition, values: ["unauthenticated"] } : condition,
  ),
};

export async function ask({ gate }: RunningGate, operation: string, input: Json): Promise<Json> {
  const { json } = await awsJson(gate.description.endpoint, `AWSCognitoIdentityService.${operation}`, input);
  return json;
}

/** The same, signed as the operator or with other keys. */
export async function askSigned(
  { gate }: RunningGate,
  operation: string,
  input: Json,
  credentials: Parameters<typeof signedCall>[2]["credentials"] = gate.description.operator,
): Promise<Json> {
  const { body } = await signedCall(gate.description.endpoint, "/", {
    method: "POST",
    body: JSON.stringify(input),
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityService.${operation}`,
    },
    credentials,
    region: REGION,
    service: "cognito-identity",
  });
  return JSON.parse(body);
}

export async function idOf(running: RunningGate, logins?: Logins): Promise<string> {
  const { IdentityId } = await ask(running, "GetId", { IdentityPoolId: IDENTITY_POOL, Logins: logins });
  return String(IdentityId);
}

export const poolLogin = (idToken: string): Logins => ({ [PROVIDER]: idToken });

export async function credentialsOf(
  running: RunningGate,
  identityId: string,
  logins?: Logins,
): Promise<Json> {
  return ask(running, "GetCredentialsForIdentity", { IdentityId: identityId, Logins: logins });
}

/** The status of a call of the API with credentials that GetCredentialsForIdentity gave. */
export async function statusWith(
  running: RunningGate,
  answer: Json,
  path: string,
  method = "GET",
): Promise<number> {
  const {
    AccessKeyId = "",
    SecretKey = "",
    SessionToken = "",
  } = (answer.Credentials ?? {}) as Record<string, string>;
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken };
  const options = { method, credentials, region: REGION };
  running.ran();
  const { status } = await signedCall(running.gate.description.endpoint, path, options);
  expect(running.ran()).toEqual(status === 200 ? ["echo"] : []);
  return status;
}
