import { TerraformError } from "../../error";
import type { DeclaredUser } from "../../model";
import type { Fields } from "../fields";
import type { Resources } from "../resources";

/** The users that the Terraform makes in a pool, each with the groups that it puts them in. */
export function readUsers(poolId: string, resources: Resources): readonly DeclaredUser[] {
  const users = resources.where("aws_cognito_user", "user_pool_id", poolId);
  const members = resources.where("aws_cognito_user_in_group", "user_pool_id", poolId).map((member) => ({
    address: member.address,
    username: member.text("username"),
    group: member.text("group_name"),
  }));
  const names = new Set(users.map((user) => user.text("username")));
  for (const { address, username } of members)
    if (!names.has(username))
      resources.warn(address, `the user ${username} is not of this Terraform, so it is in no group here`);
  return users.map((user) => {
    const username = user.text("username");
    return {
      address: user.address,
      username,
      attributes: user.map("attributes"),
      groups: members.filter((member) => member.username === username).map(({ group }) => group),
      isEnabled: user.flag("enabled", true),
      ...password(user),
    };
  });
}

/** A generated password is known only after apply: it is not needed to serve the user. */
function password(user: Fields): Pick<DeclaredUser, "password" | "mustChangePassword"> {
  const isSet = (name: string) =>
    user.raw(name) !== undefined && user.raw(name) !== null && user.raw(name) !== "";
  const [lasting, temporary] = [isSet("password"), isSet("temporary_password")];
  if (lasting && temporary)
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      "password and temporary_password are both set",
      user.address,
    );
  const name = lasting ? "password" : "temporary_password";
  const text = user.unresolved(name) === undefined ? user.optionalText(name) : undefined;
  return { ...(text !== undefined && { password: text }), mustChangePassword: !lasting };
}
