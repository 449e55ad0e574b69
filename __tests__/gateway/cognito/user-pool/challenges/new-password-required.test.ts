import { poolSettings } from "../../../../terraform/build/user-pool";
import { type PoolGate, poolGate, refusal } from "../pool-gate";
import { signingIn } from "../signing-in";

/** NEW_PASSWORD_REQUIRED. Source: API reference, RespondToAuthChallenge; amazon-cognito-identity-js for its parameters. */

let gate: PoolGate;
beforeAll(async () => {
  const nickname = {
    name: "nickname",
    type: "String",
    developerOnly: false,
    mutable: true,
    required: true,
  } as const;
  gate = await poolGate(
    {
      clients: { c: {} },
      settings: { attributes: new Map([...poolSettings.attributes, ["nickname", nickname]]) },
    },
    {
      users: () => ({
        where: "users",
        users: [
          { username: "new", password: "Temporary-1", mustChangePassword: true },
          { username: "other", password: "Temporary-1", mustChangePassword: true },
        ],
      }),
    },
  );
});
afterAll(() => gate?.stop());

test("a user with a temporary password chooses another one, and gives what the pool requires", async () => {
  const { password, respond } = signingIn(gate, "c");
  const { ChallengeName, ChallengeParameters = {}, Session } = await password("new");
  expect(ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  expect(ChallengeParameters.USER_ID_FOR_SRP).toBe("new");
  expect(JSON.parse(ChallengeParameters.requiredAttributes ?? "")).toEqual(["userAttributes.nickname"]);
  expect(JSON.parse(ChallengeParameters.userAttributes ?? "")).toEqual({
    email: "new@example.com",
    email_verified: "true",
  });
  const answer = (more: Record<string, string>) =>
    respond("NEW_PASSWORD_REQUIRED", { USERNAME: "new", Session, ...more });
  const nickname = { "userAttributes.nickname": "Newton" };
  expect(await refusal(answer({ NEW_PASSWORD: "short", ...nickname }))).toMatch("InvalidPasswordException: ");
  expect(await refusal(answer({ NEW_PASSWORD: "Lasting-Password-2" }))).toMatch(
    "InvalidParameterException: ",
  );
  expect(
    await refusal(
      answer({ NEW_PASSWORD: "Lasting-Password-2", ...nickname, "userAttributes.email": "m@allory.example" }),
    ),
  ).toMatch("NotAuthorizedException: Cannot modify");
  for (const name of ["phone_number_verified", "custom:none"])
    expect(
      await refusal(
        answer({ NEW_PASSWORD: "Lasting-Password-2", ...nickname, [`userAttributes.${name}`]: "true" }),
      ),
    ).toMatch(/^(NotAuthorized|InvalidParameter)Exception: /);
  const { AuthenticationResult } = await answer({ NEW_PASSWORD: "Lasting-Password-2", ...nickname });
  expect(AuthenticationResult?.AccessToken).toBeDefined();
  expect(await refusal(answer({ NEW_PASSWORD: "Lasting-Password-3", ...nickname }))).toBe(
    "NotAuthorizedException: Invalid session for the user.",
  );
  expect(await refusal(password("new", "Temporary-1"))).toMatch("Incorrect username or password.");
  expect((await password("new", "Lasting-Password-2")).AuthenticationResult).toBeDefined();
});

test("the gate tells no longer the password that the user has changed", async () => {
  await gate.serve();
  const { users } = gate.gate.description;
  expect(users.map(({ password, username }) => [username, password])).toEqual([
    ["new", null],
    ["other", "Temporary-1"],
  ]);
});
