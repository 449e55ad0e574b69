import { array, boolean, strictObject, string } from "valibot";
import { type DataOf, version } from "./parts";

const call = strictObject({
  caller: string(),
  call: string(),
  /** `in`, a status, or `own only`. */
  expected: string(),
  received: string(),
  /** The body of a refusal. */
  words: string(),
  ok: boolean(),
});

const mistake = strictObject({
  /** `POST /mistake` */
  key: string(),
  /** As JSON, without the handler. */
  route: string(),
  /** The code that it must be refused with. */
  expected: string(),
  /** The code, or `nothing`. */
  refusal: string(),
  words: string(),
  ok: boolean(),
});

/** What `gatehouse demo --json` prints. */
export const demoReport = strictObject({ version, calls: array(call), mistakes: array(mistake) });
export type DemoJson = DataOf<typeof demoReport>;
