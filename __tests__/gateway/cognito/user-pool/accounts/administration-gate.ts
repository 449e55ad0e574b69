import type { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import type { UserAttribute } from "../../../../../terraform/model";
import { poolSettings } from "../../../../terraform/build/user-pool";
import type { RunningGate } from "../../../gates";
import { accountClient, refusal } from "./account-client";
import { poolId, runAccountGate } from "./account-gate";

/** A gate with pools of different settings, which starts before the tests of the file, and its administrator. */

let passed = 0;
export let running: RunningGate;
export let client: CognitoIdentityProvider;

beforeAll(async () => {
  running = await runAccountGate(
    {
      plain: { settings: { aliasAttributes: ["email"] } },
      email: { settings: { usernameAttributes: ["email"] } },
      both: { settings: { usernameAttributes: ["email", "phone_number"] } },
      listed: {},
      requiring: {
        settings: {
          attributes: new Map([
            ...poolSettings.attributes,
            ["email", { ...poolSettings.attributes.get("email"), required: true } as UserAttribute],
          ]),
        },
      },
    },
    { now: () => new Date(Date.now() + passed) },
  );
  client = accountClient(running);
});

afterAll(() => running?.stop());

export const UserPoolId = poolId("plain");
export const create = (Username: string, more: object = {}) =>
  client.adminCreateUser({ UserPoolId, Username, MessageAction: "SUPPRESS", ...more });
const usersIn = async (pool: string) => (await client.listUsers({ UserPoolId: poolId(pool) })).Users ?? [];

/** What a call is refused with; the users of the pool must be as before. */
export async function refused(run: () => Promise<unknown>, pool = "plain") {
  const before = await usersIn(pool);
  const answer = await refusal(run());
  expect(await usersIn(pool)).toEqual(before);
  return answer;
}

/** Sets the clocks of the gate and of the client forward, or back to now. */
export function setClock(ahead: number): void {
  passed = ahead;
  client.config.systemClockOffset = ahead;
}
