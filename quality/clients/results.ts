import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What runs of clients write, and docs/clients.md is made from. */

/**
 * What is changed beside the endpoint. What fails with one is run again with the next.
 * `keys`: the client's cache of keys is filled from the gate.
 */
export const SETTINGS = {
  endpoint: { gate: [], fillsKeys: false },
  keys: { gate: [], fillsKeys: true },
  "--issuer endpoint": { gate: ["--issuer", "endpoint"], fillsKeys: false },
  "--https": { gate: ["--https"], fillsKeys: false },
  "--https --issuer endpoint": { gate: ["--https", "--issuer", "endpoint"], fillsKeys: false },
} as const satisfies Readonly<
  Record<string, { readonly gate: readonly string[]; readonly fillsKeys: boolean }>
>;

export type Setting = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as readonly Setting[];

/** The Terraform that the gate serves. */
export const CONFIGURATIONS = {
  dev: "the environment `dev`",
  prod: "the environment `prod`",
  choice: "`dev` with passkeys and codes by e-mail, whose client `app` rotates refresh tokens",
} as const;

export type Configuration = keyof typeof CONFIGURATIONS;
export const CONFIGURATION_NAMES = Object.keys(CONFIGURATIONS) as readonly Configuration[];

/** Of one operation of a client. */
export type Outcome =
  /** It works, and the first setting with which it does. */
  | { readonly is: "works"; readonly with: Setting }
  /** The client cannot do it, or the configuration has nothing that it could use. */
  | { readonly is: "absent"; readonly because: string }
  /** The service refuses it to this client, the gate as well, and the test asserts just that. */
  | { readonly is: "refused"; readonly because: string }
  /** It works with no setting. Such a run is not recorded. */
  | { readonly is: "fails"; readonly because: string };

/** A line that a client's program prints. */
export interface Line {
  readonly operation: string;
  readonly is: Outcome["is"];
  readonly because?: string;
}

export type Outcomes = Readonly<Partial<Record<Configuration, Outcome>>>;

export interface ClientResults {
  readonly client: string;
  /** `null` of a program of the machine. */
  readonly version: string | null;
  readonly operations: Readonly<Record<string, Outcomes>>;
}

export const RESULTS_FILE = join(__dirname, "results.json");

export function readResults(): readonly ClientResults[] {
  return JSON.parse(readFileSync(RESULTS_FILE, "utf8"));
}
