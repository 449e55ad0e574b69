import { array, strictObject, string } from "valibot";
import { type DataOf, version } from "./parts";

/** What `gatehouse synth --json` prints. Paths are from the working directory. */
export const synthReport = strictObject({
  version,
  output: string(),
  stacks: array(strictObject({ name: string(), file: string() })),
  /** Such as the routes that an HTTP API does not meter. They are on stderr as well. */
  warnings: array(string()),
});
export type SynthJson = DataOf<typeof synthReport>;
