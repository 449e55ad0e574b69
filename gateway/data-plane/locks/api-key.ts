import { headerValues } from "../../http/message";
import type { DataPlane } from "../data-plane";
import type { MethodCall } from "../method-call";
import type { Authenticated } from "./lock";

/** An API key that a caller sent and the Terraform has. Whether the method requires one is part of the decision. */
export interface PresentedKey {
  readonly value: string;
  readonly id: string;
}

/** @returns `undefined` where there is none, more than one, or one that the Terraform does not have */
export function presentedKey(
  { api, request }: MethodCall,
  { usageIdentifierKey }: Authenticated,
  { apiKeyIds }: DataPlane,
): PresentedKey | undefined {
  const values =
    api.apiKeySource === "AUTHORIZER" ? [usageIdentifierKey] : headerValues(request, "x-api-key");
  const value = values.length === 1 ? values[0] : undefined;
  const id = value === undefined ? undefined : apiKeyIds.get(value);
  return value !== undefined && id !== undefined ? { value, id } : undefined;
}

/** The caller with the key in its identity, as functions see it where the method requires a key. */
export function withKey(who: Authenticated, { id, value }: PresentedKey): Authenticated {
  return { ...who, identity: { ...who.identity, apiKey: value, apiKeyId: id } };
}
