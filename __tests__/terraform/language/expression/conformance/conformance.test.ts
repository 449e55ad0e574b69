import { compareWith } from "./compare";
import type { Result } from "./evaluated";
import recorded from "./recorded.json";

/** Results of Terraform 1.11.4; `RECORD=1 npm run test:expressions` writes them. */
compareWith(
  (expression) => (recorded as Readonly<Record<string, unknown>>)[expression] as Result | undefined,
);
