import type { CognitoUserPoolClientConfig } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import * as v from "valibot";
import { type Entries, fields } from "../declaration";
import { DeclarationError } from "../declaration/errors";

/** How long tokens and sessions last. */
export interface TokenLifetimes {
  /** Lifetime of access and ID tokens in minutes, 5 to 1440. A stolen token works as long. @default 15 */
  readonly tokens?: number;
  /** Lifetime of refresh tokens in days, 1 to 3650. @default 30 */
  readonly session?: number;
}

export const lifetimesSchema = fields({
  tokens: v.exactOptional(v.number()),
  session: v.exactOptional(v.number()),
} satisfies Entries<TokenLifetimes>);

/** @throws DeclarationError `LIFETIME_INVALID` */
export function tokenArguments(
  client: string,
  { tokens = 15, session = 30 }: TokenLifetimes,
): Partial<CognitoUserPoolClientConfig> {
  const within = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  if (!within(tokens, 5, 1440) || !within(session, 1, 3650)) {
    throw new DeclarationError(
      "LIFETIME_INVALID",
      `The client "${client}" has tokens of ${tokens} minutes and sessions of ${session} days; expected 5 to 1440, and 1 to 3650.`,
    );
  }
  return {
    accessTokenValidity: tokens,
    idTokenValidity: tokens,
    refreshTokenValidity: session,
    // Numbers without units are hours.
    tokenValidityUnits: [{ accessToken: "minutes", idToken: "minutes", refreshToken: "days" }],
  };
}
