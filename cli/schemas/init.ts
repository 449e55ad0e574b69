import { array, boolean, strictObject, string } from "valibot";
import { type DataOf, version } from "./parts";

/** What `gatehouse init --json` prints. Paths are from the folder of cdktf.json. */
export const initReport = strictObject({
  version,
  /** Whether nothing was written. */
  dryRun: boolean(),
  written: array(string()),
  /** Files of the project that got lines more. */
  extended: array(string()),
  kept: array(string()),
  /** What is left to do, in this order. */
  next: array(strictObject({ what: string(), lines: array(string()) })),
});
export type InitJson = DataOf<typeof initReport>;
