import { rmSync } from "node:fs";
import { join } from "node:path";
import { readState, writeState } from "./files";
import { RUNNING_FILE } from "./fresh";

/** A role that no identity pool gives to users. */
export interface SystemRole {
  readonly name: string;
  readonly roleArn: string;
  /** `AROA…` */
  readonly roleId: string;
}

/** Where a running gate is, for commands beside it. It has no secrets. */
export interface RunningGate {
  /** `http://127.0.0.1:3000` */
  readonly endpoint: string;
  /** Certificates that a client must trust; `null` without TLS. */
  readonly authorityFile: string | null;
  readonly userPoolId: string | null;
  /** Names of the users that it started with. */
  readonly users: readonly string[];
  /** How users sign in with a password; `null` where no client without a secret lets them. */
  readonly signIn: { readonly clientId: string; readonly flow: string } | null;
  /** How users get AWS credentials; absent where no identity pool takes their tokens. */
  readonly identityPool?: {
    readonly id: string;
    /** What `Logins` names: `cognito-idp.us-east-1.amazonaws.com/us-east-1_abc` */
    readonly login: string;
    /** Of a client whose tokens the identity pool takes. */
    readonly signIn: { readonly clientId: string; readonly flow: string };
  };
  /** IAM roles of programs. */
  readonly systems?: readonly SystemRole[];
  /** The third-party issuer, and the ids of its clients; absent where the Terraform has none. */
  readonly partner?: { readonly tokenEndpoint: string; readonly clients: readonly string[] };
  /** Issuers of JWT authorizers whose tokens the gate signs. */
  readonly issuers?: readonly {
    readonly issuer: string;
    readonly audiences: readonly string[];
    readonly scopes: readonly string[];
  }[];
  /** What `gatehouse client` writes files of, as the command keeps it. */
  readonly client?: unknown;
}

export function writeRunning(stateDir: string, running: RunningGate): void {
  writeState(join(stateDir, RUNNING_FILE), running);
}

/** @returns `undefined` where no gate has said so; one that was killed may still be written there */
export function readRunning(stateDir: string): RunningGate | undefined {
  return readState(join(stateDir, RUNNING_FILE), isRunning);
}

export function forgetRunning(stateDir: string): void {
  rmSync(join(stateDir, RUNNING_FILE), { force: true });
}

function isRunning(value: unknown): value is RunningGate {
  return typeof value === "object" && value !== null && typeof (value as RunningGate).endpoint === "string";
}
