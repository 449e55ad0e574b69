import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { strToU8, zipSync } from "fflate";
import type { GateOptions } from "../../../../gateway";
import type {
  ApiModel,
  ClientSettings,
  UserPoolSettings,
  UserPoolTrigger,
} from "../../../../terraform/model";
import type { UserPoolClient } from "../../../../terraform/model/user-pool";
import { clientSettings } from "../../../terraform/build/user-pool";
import { type RunningGate, runGate } from "../../gates";
import { archives } from "../../petstore/handlers";
import { functionArn } from "../../petstore/names";

/** A gate whose user pool has these settings and clients, and the AWS SDK with its endpoint. */

export interface PoolChanges {
  readonly settings?: Partial<UserPoolSettings>;
  /** By id; each can sign in with a password where it says nothing about flows. */
  readonly clients?: Readonly<Record<string, ClientChanges>>;
  /** @default the pet store's, which gives scopes */
  readonly withoutTrigger?: true;
  readonly change?: (model: ApiModel) => ApiModel;
  /** Bodies of functions of the pool, which work on `event`, by their place in the pool's settings. */
  readonly triggers?: Readonly<Partial<Record<UserPoolTrigger, string>>>;
}

export interface ClientChanges extends Partial<Omit<UserPoolClient, "settings">> {
  readonly settings?: Partial<ClientSettings>;
}

export interface PoolGate extends RunningGate {
  readonly sdk: CognitoIdentityProviderClient;
  /** The seed's password. */
  password(username: string): string;
}

export async function poolGate(
  { change = (model) => model, clients = {}, settings, triggers = {}, withoutTrigger }: PoolChanges,
  options: Partial<GateOptions> = {},
): Promise<PoolGate> {
  const running = await runGate(
    (model) => {
      const changed: ApiModel = {
        ...model,
        userPools: model.userPools.map(({ preTokenGeneration, ...pool }) => ({
          ...pool,
          ...(!withoutTrigger && preTokenGeneration && { preTokenGeneration }),
          settings: {
            ...pool.settings,
            ...settings,
            triggers: Object.fromEntries(Object.keys(triggers).map((name) => [name, functionArn(name)])),
          },
          clients: [...pool.clients, ...Object.entries(clients).map(([id, of]) => client(id, of))],
        })),
      };
      const [trigger] = model.functions.filter(({ name }) => name === "trigger");
      const functions = Object.keys(triggers).flatMap((name) =>
        trigger ? [{ ...trigger, address: name, name, arn: functionArn(name), archive: name }] : [],
      );
      return change({ ...changed, functions: [...model.functions, ...functions] });
    },
    {
      ...options,
      readArchive: (name) => {
        const body = triggers[name as UserPoolTrigger];
        if (body === undefined) return archives(name);
        return zipSync({
          "index.js": strToU8(`exports.handler = async (event) => { ${body} return event; };`),
        });
      },
    },
  );
  const { endpoint, region } = running.gate.description;
  const sdk = new CognitoIdentityProviderClient({ endpoint, region, maxAttempts: 1 });
  return {
    ...running,
    sdk,
    password: (username) =>
      running.gate.description.users.find((user) => user.username === username)?.password ?? "none",
    async stop() {
      sdk.destroy();
      await running.stop();
    },
  };
}

function client(id: string, { settings, ...changes }: ClientChanges): UserPoolClient {
  return {
    address: `identity/aws_cognito_user_pool_client.${id}`,
    id,
    name: id,
    hasSecret: false,
    explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    accessTokenSeconds: 900,
    idTokenSeconds: 900,
    refreshTokenSeconds: 86_400,
    ...changes,
    settings: { ...clientSettings, ...settings },
  };
}

/** `NotAuthorizedException: message` of a call that must fail. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    (output) => new Error(`not refused: ${JSON.stringify(output)}`),
    (reason: Error) => reason,
  );
  return `${error.name}: ${error.message}`;
}
