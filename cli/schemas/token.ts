import { strictObject, string } from "valibot";
import { type DataOf, version } from "./parts";

/** What `gatehouse token USER --json` prints. */
export const tokenReport = strictObject({
  version,
  username: string(),
  accessToken: string(),
  idToken: string(),
});
export type TokenJson = DataOf<typeof tokenReport>;
