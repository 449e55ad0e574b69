import * as v from "valibot";
import type { Seal } from "../../state/seal";
import type { RefreshToken } from "../directory/token-families";

const PURPOSE = "refresh-token";
const CONTENT = v.object({ originJti: v.string(), number: v.string() });

export function sealRefreshToken(token: RefreshToken, seal: Seal): string {
  return seal.close(PURPOSE, token);
}

/** `undefined` where it is no refresh token of this installation. */
export function openRefreshToken(text: string, seal: Seal): RefreshToken | undefined {
  const content = v.safeParse(CONTENT, seal.open(PURPOSE, text));
  return content.success ? content.output : undefined;
}
