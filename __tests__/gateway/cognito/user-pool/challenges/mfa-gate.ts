import { totpCode } from "../../../../../gateway/cognito/totp";
import type { MfaSettings } from "../../../../../terraform/model";
import { poolSettings } from "../../../../terraform/build/user-pool";
import { type PoolGate, poolGate } from "../pool-gate";

/** Gates with second factors, whose clock begins each test later, so that no code is one of an earlier test. */

export let now = new Date();
export const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};
const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const users = [
  { username: "plain", groups: ["user"] },
  { username: "totp", totp: SECRET },
  { username: "guessed", totp: SECRET },
  { username: "phone", attributes: { phone_number: "+15550100" } },
  { username: "all", totp: SECRET, attributes: { phone_number: "+15550101" } },
];
const mfa = { ...poolSettings.mfa, sms: true, softwareToken: true, email: true };

const options = { now: () => now, users: () => ({ users, where: "users" }) };
const client = { clients: { c: {} } };

/** A gate whose pool has these second factors. */
export const mfaGate = (changes: Partial<MfaSettings>): Promise<PoolGate> =>
  poolGate({ ...client, settings: { mfa: { ...mfa, ...changes } } }, options);

beforeEach(() => later(1_200));

export const code = () => totpCode(SECRET, now);
