import type { GivenValue, RunWith } from "../sources/hcl";
import type { Given } from "./parse-command";

/** Values in the order in which they are given: a later one takes the place of an earlier one, as in Terraform. */
export function runWith(given: readonly Given[]): RunWith {
  const values = given.flatMap(({ name, value = "" }): readonly GivenValue[] => {
    if (name === "var") return [{ variable: value }];
    return name === "var-file" ? [{ file: value }] : [];
  });
  const workspace = given.find(({ name }) => name === "workspace")?.value;
  return { values, ...(workspace !== undefined && { workspace }) };
}
