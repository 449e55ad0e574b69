import { array, strictObject, string } from "valibot";
import { type DataOf, version } from "./parts";

/** What `gatehouse module DIR --json` prints. */
export const moduleReport = strictObject({
  version,
  stack: string(),
  /** As it was given. */
  folder: string(),
  /** From the folder. */
  files: array(string()),
  /** Archives of functions, from the folder. */
  archives: array(string()),
});
export type ModuleJson = DataOf<typeof moduleReport>;
