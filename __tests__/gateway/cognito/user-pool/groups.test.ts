import { groupClaims } from "../../../../gateway/cognito/user-pool/groups";
import type { UserGroup, UserPool } from "../../../../terraform/model/user-pool";

const pool = (...groups: Omit<UserGroup, "address">[]) =>
  ({ groups: groups.map((group) => ({ address: group.name, ...group })) }) as unknown as UserPool;

test("the lowest precedence gives the preferred role, and all roles are listed in that order", () => {
  const groups = pool(
    { name: "user", precedence: 20, roleArn: "u" },
    { name: "none", roleArn: "n" },
    { name: "admin", precedence: 10, roleArn: "a" },
  );
  expect(groupClaims(["none", "user", "admin"], groups)).toMatchObject({
    roles: ["a", "u", "n"],
    preferredRole: "a",
  });
});

test("groups that share the lowest number give a preferred role only where they agree", () => {
  const first = { name: "a", precedence: 1, roleArn: "x" };
  expect(groupClaims(["a", "b"], pool(first, { name: "b", precedence: 1, roleArn: "y" }))).not.toHaveProperty(
    "preferredRole",
  );
  expect(groupClaims(["a", "b"], pool(first, { name: "b", precedence: 1, roleArn: "x" }))).toMatchObject({
    preferredRole: "x",
  });
});

test("a group that is not of the pool gives nothing", () => {
  expect(groupClaims(["other"], pool({ name: "a", precedence: 1, roleArn: "x" }))).toMatchObject({
    roles: [],
  });
});
