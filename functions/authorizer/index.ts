import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRoleTable, ROLE_TABLE_FILE } from "../../contract/role-table";
import { ConfigurationError } from "../../contract/variables";
import { issuersFrom } from "../token-verifier/environment";
import { fetchJwks } from "../token-verifier/fetch-jwks";
import { createLog } from "../token-verifier/log";
import { createVerifier } from "../token-verifier/verifier";
import { createAuthorizer } from "./authorizer";
import { answersFrom } from "./policy";

const log = createLog("authorizer");

export const handler = createAuthorizer(
  () => ({
    verify: createVerifier(issuersFrom(process.env), {
      fetch: fetchJwks,
      now: Date.now,
      report: {
        fetched: (keys) => log("INFO", "JWKS fetched", { unusable: keys.unusable() }),
        failed: (error) => log("ERROR", "JWKS not available", { problem: (error as Error).message }),
      },
    }),
    answer: answersFrom(parseRoleTable(readBesideBundle(ROLE_TABLE_FILE))),
  }),
  log,
);

/** In Lambda, and wherever else the bundle runs, __dirname is the bundle's own folder. */
function readBesideBundle(name: string): string {
  try {
    return readFileSync(join(__dirname, name), "utf8");
  } catch {
    throw new ConfigurationError(name, "is missing beside the bundle");
  }
}
