import type { Area, Table } from "../frame/area";
import { coldTable } from "./cold";
import { hostileTables } from "./hostile";
import { warmTables } from "./warm";

/** Microseconds on the machine of 2026-11-26, on which a bare RS256 verification took 21.5. */
const FINDINGS = [
  "Of 34 µs for a decision, 3.5 were spent on writing the answer as JSON to count its bytes. Now a bound of six bytes a character decides, " +
    "and the exact size is taken only near the limit. Parsing the header took 1.6: it is kept for each verified header. aws-jwt-verify's " +
    "checks of the key, and the stream that it verifies through, took 1.4 and left garbage: [ADR 31](decisions/0031-node-verifies-signatures.md).",
  "What is left above the bare verification, by leaving one part out at a time: two buffers of the signature and of what is signed 1.5, " +
    "`JSON.parse` of the payload 1.3, encoding payload and signature again to find text that is not canonical 1.2, the characters of the " +
    "Authorization header 0.5, the method's ARN 0.4, the search for members that appear twice 0.3, the header 0.3. Garbage is a part of each. " +
    "Putting header and payload together again cost 0.6, and the regular expression for a media type 0.3, until both were replaced.",
  "Tried in vain: buffers that are reused, a larger pool of buffers, a regular expression in place of encoding again, a decoder in JavaScript, " +
    "headers whose check is kept as well, claims that are looked up without a function, and a verifier that returns without a promise where " +
    "the key is known. Each changed the ratio by less than 0.015, so the plainer code stayed.",
];

const NOT_RUN = [{ name: "EdDSA in jsonwebtoken", why: "it has no such algorithm" }];

export const area: Area = {
  name: "authorizer",
  title: "The Lambda authorizer",
  peers: ["aws-jwt-verify", "jose", "jsonwebtoken", "jwks-rsa", "fast-jwt"],
  uses: ["esbuild"],
  run: async ({ done, quick }) => {
    const tables: Table[] = [];
    for (const measure of [() => warmTables(quick), async () => [await coldTable()], hostileTables]) {
      const made = await measure();
      tables.push(...made);
      for (const { title } of made) done(title);
    }
    return { tables, notRun: NOT_RUN, findings: FINDINGS };
  },
};
