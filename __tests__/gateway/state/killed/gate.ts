/** A gate in a process of its own, which the test kills. It prints what its clients need, as JSON. */
import { startGate } from "../../../../gateway";
import { clientSettings } from "../../../terraform/build/user-pool";
import { archives } from "../../petstore/handlers";
import { petstoreModel } from "../../petstore/model";
import { LOAD_USERS } from "./load-users";

const { STATE: stateDir = "" } = process.env;
const model = petstoreModel("/dev/null");
const client = {
  address: "identity/aws_cognito_user_pool_client.rotating",
  id: "rotating",
  name: "rotating",
  hasSecret: false,
  explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_AUTH"],
  accessTokenSeconds: 900,
  idTokenSeconds: 900,
  refreshTokenSeconds: 86_400,
  settings: { ...clientSettings, rotation: { retryGraceSeconds: 0 } },
};
const [{ preTokenGeneration: _, ...pool }] = model.userPools as unknown as [(typeof model.userPools)[number]];

startGate({
  model: {
    ...model,
    userPools: [
      {
        ...pool,
        clients: [client],
        settings: {
          ...pool.settings,
          autoVerifiedAttributes: ["email"],
          recovery: ["verified_email"],
          firstFactors: ["PASSWORD", "WEB_AUTHN"],
          mfa: {
            ...pool.settings.mfa,
            mode: "OPTIONAL",
            softwareToken: true,
            webAuthn: { relyingPartyId: "shop.example.com", userVerification: "required" },
          },
        },
      },
    ],
    usagePlans: model.usagePlans.map((plan) => ({
      ...plan,
      quota: { limit: 1_000_000, offset: 0, period: "MONTH" as const },
    })),
  },
  readArchive: archives,
  port: 0,
  stateDir,
  log: () => {},
  users: () => ({ users: LOAD_USERS, where: "users" }),
}).then(
  ({ description: { apiKeys, endpoint, operator, page } }) =>
    process.stdout.write(
      `${JSON.stringify({ endpoint, operator, apiKey: apiKeys[0]?.value, pageKey: page?.key })}\n`,
    ),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
