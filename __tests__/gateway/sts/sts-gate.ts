import type { ApiModel, AttachedPolicy, IamRole, OpenIdProvider, Statement } from "../../../terraform/model";
import { type Answer, call, signedCall } from "../client";
import type { RunningGate } from "../gates";
import type { AwsCredentials } from "../people";
import { ACCOUNT, EXECUTION_ARN, IDENTITY_POOL, PROVIDER, REGION, roleArn } from "../petstore/names";
import { role } from "../petstore/roles";

/** The pet store with STS: roles that tokens and callers may assume, and the calls. */

export const userPoolProvider: OpenIdProvider = {
  address: "identity/aws_iam_openid_connect_provider.pool",
  arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/${PROVIDER}`,
  name: PROVIDER,
  clientIds: ["scripts"],
};

type Conditions = Readonly<Record<string, string>>;

export function trusting(
  principals: Statement["principals"],
  action: string,
  conditions: Conditions = {},
): Statement {
  return {
    effect: "Allow",
    principals: principals ?? {},
    actions: [action],
    conditions: Object.entries(conditions).map(([key, value]) => ({
      operator: "StringEquals",
      key,
      values: [value],
    })),
  };
}

export const byPoolToken = (conditions: Conditions) =>
  trusting({ Federated: [userPoolProvider.arn] }, "sts:AssumeRoleWithWebIdentity", conditions);

/** A role that may call GET and POST /pets. */
export const petRole = (name: string, trust: Statement): IamRole =>
  role(name, trust, `${EXECUTION_ARN}/dev/GET/pets`, `${EXECUTION_ARN}/dev/POST/pets`);

/** A policy that allows an action where a condition key has a value. */
export const allowIf = (
  action: string,
  resource: string,
  [key, value]: [string, string],
): AttachedPolicy => ({
  address: "api/aws_iam_role_policy.tagged",
  name: "tagged",
  document: {
    version: "2012-10-17",
    statements: [
      {
        effect: "Allow",
        actions: [action],
        resources: [resource],
        conditions: [{ operator: "StringEquals", key, values: [value] }],
      },
    ],
  },
});

/** GET /pets for sessions with a tag. */
export const onlyOfTeam = (team: string): AttachedPolicy =>
  allowIf("execute-api:Invoke", `${EXECUTION_ARN}/dev/GET/pets`, ["aws:PrincipalTag/team", team]);

export const withRoles =
  (roles: readonly IamRole[]) =>
  (model: ApiModel): ApiModel => ({
    ...model,
    roles: [...model.roles, ...roles],
    openIdProviders: [userPoolProvider],
    identityPools: model.identityPools.map((pool) => ({
      ...pool,
      allowClassicFlow: pool.id === IDENTITY_POOL,
    })),
  });

export interface StsAnswer extends Answer {
  /** Text of the first element of a name. */
  element(name: string): string | undefined;
}

export async function sts(
  { gate }: Pick<RunningGate, "gate">,
  action: string,
  parameters: Readonly<Record<string, string>>,
  credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  },
): Promise<StsAnswer> {
  const body = new URLSearchParams({ Action: action, Version: "2011-06-15", ...parameters }).toString();
  const options = {
    method: "POST",
    body,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  };
  const { endpoint } = gate.description;
  const answer = credentials
    ? await signedCall(endpoint, "/", { ...options, credentials, region: REGION, service: "sts" })
    : await call(endpoint, "/", options);
  return {
    ...answer,
    element: (name) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(answer.body)?.[1],
  };
}

/** AssumeRole of a role by its name; without credentials, the request is not signed. */
export const assumeRole = (
  running: RunningGate,
  name: string,
  more: Readonly<Record<string, string>>,
  credentials: Parameters<typeof sts>[3],
) => sts(running, "AssumeRole", { RoleArn: roleArn(name), RoleSessionName: "s1", ...more }, credentials);

/** `AccessDenied: message` of an error; the answer itself where it is none. */
export function errorOf({ body, element }: StsAnswer): string {
  return body.startsWith("<ErrorResponse") ? `${element("Code")}: ${element("Message")}` : body;
}

export function credentialsIn({ element }: StsAnswer): AwsCredentials {
  return {
    accessKeyId: element("AccessKeyId") ?? "",
    secretAccessKey: element("SecretAccessKey") ?? "",
    sessionToken: element("SessionToken") ?? "",
  };
}

/** The status of a call of /pets with credentials; the function behind it runs where that is 200, and nowhere else. */
export async function petsStatus(
  running: RunningGate,
  method: string,
  credentials: AwsCredentials,
): Promise<number> {
  running.ran();
  const options = { method, credentials, region: REGION };
  const answer = await signedCall(running.gate.description.endpoint, "/dev/pets", options);
  expect(running.ran()).toEqual(answer.status === 200 ? ["echo"] : []);
  return answer.status;
}
