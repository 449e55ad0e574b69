import { TerraformError } from "../error";
import type { UserPoolClient } from "../model";
import type { Fields } from "./fields";

const UNITS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;
type Unit = keyof typeof UNITS;

/**
 * The range that Cognito accepts, in seconds, and its default, in the unit that applies where the client sets none.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 */
const TOKENS = {
  access_token: { unit: "hours", otherwise: 1, least: 300, most: 86_400 },
  id_token: { unit: "hours", otherwise: 1, least: 300, most: 86_400 },
  refresh_token: { unit: "days", otherwise: 30, least: 3_600, most: 315_360_000 },
} as const;

/**
 * How long the tokens of a client are valid, in seconds.
 *
 * @throws TerraformError `ARGUMENT_UNSUPPORTED` for a value that Cognito would refuse
 */
export function readTokenValidity(
  client: Fields,
): Pick<UserPoolClient, "accessTokenSeconds" | "idTokenSeconds" | "refreshTokenSeconds"> {
  return {
    accessTokenSeconds: seconds(client, "access_token"),
    idTokenSeconds: seconds(client, "id_token"),
    refreshTokenSeconds: seconds(client, "refresh_token"),
  };
}

function seconds(client: Fields, token: keyof typeof TOKENS): number {
  const { least, most, otherwise, unit } = TOKENS[token];
  const argument = `${token}_validity`;
  if (client.unknownOf(argument) !== undefined || client.unknownOf("token_validity_units") !== undefined)
    return otherwise * UNITS[unit];
  const [units] = client.blocks("token_validity_units");
  const named = units?.oneOf(token, Object.keys(UNITS) as Unit[], unit) ?? unit;
  // A state writes 0 for the default.
  const amount = client.number(argument, 0);
  const found = amount === 0 ? otherwise * UNITS[unit] : amount * UNITS[named];
  if (Number.isInteger(amount) && found >= least && found <= most) return found;
  throw new TerraformError(
    "ARGUMENT_UNSUPPORTED",
    `${argument} is ${amount} ${named}, expected ${least} to ${most} seconds`,
    client.address,
  );
}
