import { strictObject, string, union } from "valibot";
import { type DataOf, version } from "./parts";

const named = { version, username: string() };

/** What `gatehouse token NAME --json` prints: the tokens of a user, or with --aws the credentials of a role. */
export const tokenReport = union([
  strictObject({ ...named, accessToken: string(), idToken: string() }),
  /** Of the third-party issuer, or of the issuer that --issuer names. */
  strictObject({ ...named, accessToken: string() }),
  strictObject({
    ...named,
    accessKeyId: string(),
    secretAccessKey: string(),
    sessionToken: string(),
    /** `2026-01-31T12:00:00Z` */
    expiration: string(),
  }),
]);
export type TokenJson = DataOf<typeof tokenReport>;
