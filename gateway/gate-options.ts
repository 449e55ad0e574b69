import type { ApiModel } from "../terraform/model";
import type { ListedUsers } from "./cognito/directory/listed-users";
import type { CallRecord } from "./data-plane/call-record";
import type { Backends } from "./data-plane/integrations/http/backends";
import type { CompileSchemas } from "./data-plane/validation/body-models";
import type { ReadArchive } from "./deployment/deployed-functions";
import type { IssuerChoice } from "./deployment/issuer";
import { addressesWith, isEveryAddress } from "./http/listen";
import type { ServeOptions } from "./http/server";
import type { StartWorker } from "./lambda/worker";
import type { OpenStore } from "./store/store";

export interface GateOptions {
  /**
   * The model that terraform/ read from the Terraform. One that is still being read is awaited last: the tables take longest
   * to open. Until it is there, every request gets 503.
   */
  readonly model: ApiModel | Promise<ApiModel>;
  /** The code of a function, by the name that the model has for its archive. */
  readonly readArchive: ReadArchive;
  /** Port on 127.0.0.1 and ::1. 0 takes any free one. */
  readonly port: number;
  /**
   * Port of the third-party issuer.
   *
   * @default the one after `port`, or any free one
   */
  readonly partnerPort?: number;
  /**
   * A further address of this machine to listen on, for emulators and devices; `0.0.0.0` is all of them.
   *
   * @default the loopback addresses only
   */
  readonly host?: string;
  /**
   * Names and addresses by which clients reach the gate, as the Host header has them.
   *
   * @default 127.0.0.1, localhost, [::1] and `host`
   */
  readonly hostNames?: readonly string[];
  /**
   * Serves over TLS, with a certificate of the installation's own authority.
   *
   * @default false
   */
  readonly https?: boolean;
  /** Folder for keys, users, API keys and tables; made where it is missing. */
  readonly stateDir: string;
  /** Takes a line for each call, and each line that a function prints. */
  readonly log: (line: string) => void;
  /**
   * Called when a request to the API was answered.
   *
   * @default nothing
   */
  readonly onCall?: (call: CallRecord) => void;
  /**
   * The access matrix of the model as JSON, for the page.
   *
   * @default the page has no matrix
   */
  readonly accessJson?: (model: ApiModel) => string;
  /**
   * Removes everything in the state folder first.
   *
   * @default false
   */
  readonly fresh?: boolean;
  /**
   * The source address of all calls, to try policies about addresses.
   *
   * @default the TCP peer's, which is 127.0.0.1
   */
  readonly sourceIp?: string;
  /**
   * Users of the first user pool. It is asked again at each reload.
   *
   * @default one for each group
   */
  readonly users?: () => ListedUsers | undefined;
  /**
   * ISO 3166 code of the country that all calls seem to come from, for rules of web ACLs about countries.
   *
   * @default not known: such rules are not evaluated
   */
  readonly country?: string;
  /**
   * Whom tokens and discovery name as issuer: `"endpoint"` is the gate's own address, for clients that take keys only from
   * below the issuer. API methods and identity pools then accept that issuer and no other.
   *
   * @default "cognito"
   */
  readonly issuer?: IssuerChoice;
  /**
   * Origins of the servers of HTTP integrations on this machine, by their origin in the Terraform. No other server is
   * called.
   *
   * @default none
   */
  readonly backends?: Backends;
  /**
   * Whether calls over a rate are refused: by usage plan, stage, account or a web ACL's rate-based rule. Quotas count in
   * any case.
   *
   * @default true
   */
  readonly throttling?: boolean;
  /**
   * The clock of tokens, signatures and limits.
   *
   * @default the system's
   */
  readonly now?: () => Date;
  /**
   * Compiles the schemas of request bodies.
   *
   * @default JSON Schema, draft 4
   */
  readonly compileSchemas?: CompileSchemas;
  /**
   * Opens the store of the tables.
   *
   * @default a process of its own, over files in the state folder
   */
  readonly openStore?: OpenStore;
  /**
   * Starts a copy of a function.
   *
   * @default a process of its own
   */
  readonly startWorker?: StartWorker;
}

/** Where the gate listens, and under which names besides those of the loopback address. */
export function listenOf({
  host,
  hostNames = [],
}: Pick<GateOptions, "host" | "hostNames">): Required<Pick<ServeOptions, "addresses" | "names">> {
  const own = host === undefined || isEveryAddress(host) ? [] : [host];
  return { addresses: addressesWith(host), names: [...own, ...hostNames] };
}

/** Where the third-party issuer listens; 0 is any free port. */
export function partnerPortOf({ partnerPort, port }: Pick<GateOptions, "partnerPort" | "port">): number {
  return partnerPort ?? (port === 0 ? 0 : port + 1);
}

/** What a certificate must be for. */
export function namesOf({ names }: { readonly names: readonly string[] }): string[] {
  return [...new Set(["localhost", "127.0.0.1", "::1", ...names])];
}
