import type { UserSeed } from "../../../../gateway/cognito/directory/seeds";
import { seedAnnouncements } from "../../../../gateway/deployment/differences";
import type { MfaSettings } from "../../../../terraform/model";
import { petstoreModel } from "../../petstore/model";

/** What the gate says when it starts of users with a software token that their pool does not ask for. */

const model = petstoreModel("");

const said = (mfa: Partial<MfaSettings>, totpSecret?: string) => {
  const userPools = model.userPools.map((pool) => ({
    ...pool,
    settings: { ...pool.settings, mfa: { ...pool.settings.mfa, ...mfa } },
  }));
  const carol = { username: "carol", ...(totpSecret !== undefined && { totpSecret }) } as UserSeed;
  return seedAnnouncements({ ...model, userPools }, new Map([[userPools[0]?.id ?? "", [carol]]]));
};

test.each<[mfa: Partial<MfaSettings>, why: RegExp]>([
  [{ mode: "OFF", softwareToken: true }, /its MFA is OFF, so carol will not be asked/],
  [{ mode: "ON", softwareToken: false, sms: true }, /it has no software tokens, so carol will not be asked/],
])("a pool with %j", (mfa, why) => {
  expect(said(mfa, "SECRET")).toEqual([expect.stringMatching(why)]);
  expect(said(mfa)).toEqual([]);
});

test("a pool that asks for it", () => {
  expect(said({ mode: "OPTIONAL", softwareToken: true }, "SECRET")).toEqual([]);
});
