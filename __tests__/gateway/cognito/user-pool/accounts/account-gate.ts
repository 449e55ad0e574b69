import type {
  ApiModel,
  ClientSettings,
  LambdaFunction,
  UserPool,
  UserPoolSettings,
} from "../../../../../terraform/model";
import { clientSettings, poolSettings } from "../../../../terraform/build/user-pool";
import { type RunningGate, runGate } from "../../../gates";
import { archives } from "../../../petstore/handlers";
import { functionArn } from "../../../petstore/names";
import { accountClient } from "./account-client";
import { archiveOf } from "./trigger-sources";

/** Gates with user pools of different settings, one client each, and what their users are sent. */

export interface PoolParts {
  readonly settings?: Partial<UserPoolSettings>;
  readonly client?: Partial<ClientSettings>;
  readonly hasSecret?: boolean;
  readonly ignoresCase?: true;
  readonly domains?: UserPool["domains"];
  /** @default those of passwords */
  readonly flows?: readonly string[];
}

/** `us-east-1_email` for the pool `email`; its client is `client-email`. */
export const poolId = (name: string) => `us-east-1_${name}`;
export const clientId = (name: string) => `client${name}`;

export function poolOf(name: string, parts: PoolParts = {}): UserPool {
  const id = poolId(name);
  return {
    address: `identity/aws_cognito_user_pool.${name}`,
    id,
    arn: `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${id}`,
    name,
    issuer: `https://cognito-idp.us-east-1.amazonaws.com/${id}`,
    endpoint: `cognito-idp.us-east-1.amazonaws.com/${id}`,
    settings: { ...poolSettings, ...parts.settings },
    users: [],
    groups: [],
    resourceServers: [],
    clients: [
      {
        address: `identity/aws_cognito_user_pool_client.${name}`,
        id: clientId(name),
        name,
        hasSecret: parts.hasSecret ?? false,
        explicitAuthFlows: parts.flows ?? [
          "ALLOW_USER_PASSWORD_AUTH",
          "ALLOW_REFRESH_TOKEN_AUTH",
          "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        ],
        accessTokenSeconds: 900,
        idTokenSeconds: 900,
        refreshTokenSeconds: 86_400,
        settings: { ...clientSettings, ...parts.client },
      },
    ],
    ...(parts.ignoresCase && { ignoresCase: true }),
    ...(parts.domains && { domains: parts.domains }),
  };
}

/** Triggers that every pool may invoke; `trigger-sources.ts` has what they do. */
export const triggerArn = (name: string) => functionArn(name);

function triggerFunction(model: ApiModel, name: string): LambdaFunction {
  const trigger = model.functions.find((one) => one.name === "trigger") as LambdaFunction;
  return {
    ...trigger,
    name,
    arn: triggerArn(name),
    archive: name,
    // Others may take long on a busy machine.
    timeoutSeconds: name === "slow" ? 0.1 : 10,
    permissions: [{ address: "permission", principal: "cognito-idp.amazonaws.com" }],
  };
}

/**
 * Starts a gate with the pet store's API and these pools, which have no users: that of the gate, which a pool without groups
 * has from the start, is deleted.
 *
 * @param triggers names of functions in trigger-sources.ts
 */
export async function runAccountGate(
  pools: Readonly<Record<string, PoolParts>>,
  { now, triggers = [] }: { readonly now?: () => Date; readonly triggers?: readonly string[] } = {},
): Promise<RunningGate> {
  const change = (model: ApiModel): ApiModel => ({
    ...model,
    functions: [...model.functions, ...triggers.map((name) => triggerFunction(model, name))],
    userPools: Object.entries(pools).map(([name, parts]) => poolOf(name, parts)),
    identityPools: [],
  });
  const running = await runGate(change, {
    readArchive: (name) => (triggers.includes(name) ? archiveOf(name) : archives(name)),
    ...(now && { now }),
  });
  const client = accountClient(running);
  for (const UserPoolId of Object.keys(pools).map(poolId))
    for (const { Username } of (await client.listUsers({ UserPoolId })).Users ?? [])
      await client.adminDeleteUser({ UserPoolId, Username });
  return running;
}

/** The last code that a user was sent. */
export function lastCode({ lines }: RunningGate): string {
  const line = lines.findLast((one) => /: the code for .* is \S+$/.test(one));
  if (line === undefined) throw new Error("no code was sent");
  return line.slice(line.lastIndexOf(" ") + 1);
}
