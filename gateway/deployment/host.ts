import type { Directory } from "../cognito/directory/directory";
import type { ListedUsers } from "../cognito/directory/listed-users";
import type { DomainState } from "../cognito/domain/state";
import type { MadeKeys } from "../control-plane/made-keys";
import type { CallRecord } from "../data-plane/call-record";
import type { ApiPlane } from "../data-plane/data-plane";
import type { Backends } from "../data-plane/integrations/http/backends";
import type { CompileSchemas } from "../data-plane/validation/body-models";
import type { Send } from "../http/send";
import { type SigningKey, signingKey } from "../jwt/keys";
import type { Runner } from "../lambda/runner";
import type { Installation } from "../state/installation";
import { makeSeal, type Seal } from "../state/seal";
import type { Secrets } from "../state/secrets";
import type { Store } from "../store/store";
import type { PartnerServer } from "../third-party-issuer/server";
import type { ReadArchive } from "./deployed-functions";
import type { IssuerChoice } from "./issuer";

/** What a change of the Terraform leaves as it is. */
export interface Host {
  readonly endpoint: string;
  readonly issuer: IssuerChoice;
  readonly secrets: Secrets;
  readonly seal: Seal;
  readonly idTokenKey: SigningKey;
  readonly accessTokenKey: SigningKey;
  readonly store: Store;
  /** The key id that functions sign with in this run of the gate. */
  readonly accessKeyId: string;
  /** API keys that functions made. */
  readonly madeKeys: MadeKeys;
  readonly partner: PartnerServer;
  readonly runner: Runner;
  readonly backends: Backends;
  /** Names that requests may have as Host, besides the gate's own. */
  readonly hostNames: readonly string[];
  /** The source address of all calls. */
  readonly sourceIp: string | undefined;
  /** The country of all calls. */
  readonly country: string | undefined;
  readonly send: Send;
  readonly limits: ApiPlane["limits"];
  readonly directory: Directory;
  readonly listedUsers: () => ListedUsers | undefined;
  readonly domainState: DomainState;
  readonly compileSchemas: CompileSchemas;
  readonly readArchive: ReadArchive;
  readonly now: () => Date;
  readonly log: (line: string) => void;
  readonly onCall: (call: CallRecord) => void;
}

/** The installation's keys, ready to use. */
export function keysOf(installation: Installation): Pick<Host, "seal" | "idTokenKey" | "accessTokenKey"> {
  return {
    seal: makeSeal(installation.sealKey),
    idTokenKey: signingKey(installation.idTokenKey),
    accessTokenKey: signingKey(installation.accessTokenKey),
  };
}
