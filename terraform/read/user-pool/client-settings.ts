import { TerraformError } from "../../error";
import type { ClientSettings } from "../../model";
import { Fields } from "../fields";
import { within } from "./password-policy";

/**
 * What decides about accounts through a client, with AWS's defaults. A reader that is not strict returns the defaults,
 * as for the settings of the pool.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 *
 * @throws TerraformError for an argument that is not known, or that Cognito would refuse
 */
export function readClientSettings(of: Fields): ClientSettings {
  const client = of.strict ? of : new Fields(of.address, {});
  const readable = client.texts("read_attributes");
  const writable = client.texts("write_attributes");
  return {
    authSessionMinutes: within(client, "auth_session_validity", { least: 3, most: 15, otherwise: 3 }),
    hidesUserExistence:
      client.oneOf("prevent_user_existence_errors", ["LEGACY", "ENABLED"], "LEGACY") === "ENABLED",
    revokesTokens: client.flag("enable_token_revocation", true),
    ...rotation(client),
    ...(readable.length > 0 && { readAttributes: readable }),
    ...(writable.length > 0 && { writeAttributes: writable }),
  };
}

function rotation(client: Fields): Pick<ClientSettings, "rotation"> {
  const [block] = client.blocks("refresh_token_rotation");
  if (block?.oneOf("feature", ["ENABLED", "DISABLED"]) !== "ENABLED") return {};
  if (client.texts("explicit_auth_flows").includes("ALLOW_REFRESH_TOKEN_AUTH"))
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      "explicit_auth_flows has ALLOW_REFRESH_TOKEN_AUTH, which Cognito refuses beside refresh_token_rotation",
      client.address,
      "explicit_auth_flows",
    );
  const retryGraceSeconds = within(block, "retry_grace_period_seconds", { least: 1, most: 60, otherwise: 0 });
  return { rotation: { retryGraceSeconds } };
}
