import type { KeyObject } from "node:crypto";
import type { Known } from "../../terraform/model";
import { SamlError } from "./error";
import { readMetadata } from "./metadata";
import type { SamlIssuer } from "./response";

export interface ReadIssuer {
  readonly issuer: SamlIssuer;
  /** Why the Terraform's own identity provider is not known. */
  readonly unknown?: string;
}

/**
 * The identity provider of a metadata document, for which the gate's own stands in: both keys are taken. Without a document
 * that can be read, only the gate's own vouches for users.
 *
 * @param entityId its name, where the document does not tell
 * @param standIn the key of the gate's own identity provider
 */
export function samlIssuer(
  metadata: Known<string>,
  { entityId, standIn }: { readonly entityId: string; readonly standIn: KeyObject },
): ReadIssuer {
  if (typeof metadata !== "string")
    return { issuer: { entityId, keys: [standIn] }, unknown: metadata.unknown };
  try {
    const read = readMetadata(metadata);
    return { issuer: { entityId: read.entityId, keys: [...read.keys, standIn] } };
  } catch (error) {
    if (!(error instanceof SamlError)) throw error;
    return { issuer: { entityId, keys: [standIn] }, unknown: error.message };
  }
}
