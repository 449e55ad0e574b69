import { listOf, text } from "../declaration";

/** Without a client, or with a pattern as one, ID tokens of other apps would be accepted. */
export const clientIdsSchema = listOf(
  text(/^([\w+]{1,128}|.*\$\{.*)$/, "the id of an app client: letters, digits, _ and +, and no pattern"),
  1,
);
