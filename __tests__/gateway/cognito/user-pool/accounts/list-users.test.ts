import type { UserType } from "@aws-sdk/client-cognito-identity-provider";
import { refusal } from "./account-client";
import { poolId } from "./account-gate";
import { client, refused } from "./administration-gate";

/** Lists of users: filters, pages and attributes. */

describe("a list of users", () => {
  const attribute = (Name: string, Value: string) => ({ Name, Value });
  const names = ({ Users }: { readonly Users?: UserType[] | undefined }) =>
    Users?.map(({ Username }) => Username);
  const list = (Filter: string) => client.listUsers({ UserPoolId: poolId("listed"), Filter });

  beforeAll(async () => {
    for (const [Username, ...UserAttributes] of [
      ["gil", attribute("email", "gil@example.com"), attribute("family_name", 'O"Hara')],
      ["gina", attribute("email", "gina@example.com")],
      ["hal", attribute("phone_number", "+15550100")],
    ] as const)
      await client.adminCreateUser({
        UserPoolId: poolId("listed"),
        Username,
        MessageAction: "SUPPRESS",
        UserAttributes,
      });
    await client.adminDisableUser({ UserPoolId: poolId("listed"), Username: "hal" });
  });

  test.each<[filter: string, names: readonly string[]]>([
    ["", ["gil", "gina", "hal"]],
    ['username = "gil"', ["gil"]],
    ['username ^= "gi"', ["gil", "gina"]],
    ['username = "GIL"', []],
    ['email = "gina@example.com"', ["gina"]],
    ['phone_number ^= "+1"', ["hal"]],
    ['family_name = "O\\"Hara"', ["gil"]],
    ['status = "Disabled"', ["hal"]],
    ['cognito:user_status = "force_change_password"', ["gil", "gina", "hal"]],
    ['name = "x"', []],
  ])("filtered by %s", async (filter, expected) => {
    expect(names(await list(filter))).toEqual(expected);
  });

  // getmoto/moto, models.py: both messages.
  test.each([
    ["username", "Error while parsing filter"],
    ['username = "gil" or email = "x"', "Error while parsing filter"],
    ['custom:town = "Rome"', "Invalid search attribute: custom:town"],
    ['constructor = "x"', "Invalid search attribute: constructor"],
  ])("by %s is refused", async (filter, message) => {
    expect(await refused(() => list(filter), "listed")).toEqual(["InvalidParameterException", message]);
  });

  test("comes page by page", async () => {
    const page = { UserPoolId: poolId("listed"), Limit: 2 };
    const first = await client.listUsers(page);
    expect(names(first)).toEqual(["gil", "gina"]);
    const second = await client.listUsers({ ...page, PaginationToken: first.PaginationToken });
    expect(names(second)).toEqual(["hal"]);
    expect(second.PaginationToken).toBeUndefined();
    expect((await refusal(client.listUsers({ ...page, PaginationToken: "guess" })))[0]).toBe(
      "InvalidParameterException",
    );
  });

  test("has the attributes that are asked for", async () => {
    const { Users } = await client.listUsers({
      UserPoolId: poolId("listed"),
      AttributesToGet: ["email"],
      Limit: 1,
    });
    expect(Users?.[0]?.Attributes).toEqual([attribute("email", "gil@example.com")]);
    const sub = () => client.listUsers({ UserPoolId: poolId("listed"), AttributesToGet: ["sub"] });
    // aws-samples/sample-collaborative-ai-dlc#52
    expect(await refused(sub, "listed")).toEqual([
      "InvalidParameterException",
      "Input fails to satisfy the constraints.",
    ]);
  });
});
