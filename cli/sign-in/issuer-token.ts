import { didYouMean } from "../../contract/did-you-mean";
import { signingKey } from "../../gateway/jwt/keys";
import { loadInstallation } from "../../gateway/state/installation";
import type { RunningGate } from "../../gateway/state/running";
import { standInToken } from "../../gateway/third-party-issuer/stand-ins";
import { UsageError } from "../error";

export interface IssuerTokenOptions {
  readonly stateDir: string;
  readonly issuer: string;
  /** Default: the first of the issuer's authorizers. */
  readonly audience: string | undefined;
  /** With spaces between them. Default: all for which the issuer's routes ask. */
  readonly scope: string | undefined;
}

/**
 * An access token of an issuer for which the running gate's own stands in.
 *
 * @throws UsageError `ISSUER_INVALID`, `ARGUMENT_MISSING`
 */
export async function issuerToken(
  subject: string,
  { issuers = [] }: RunningGate,
  { audience: given, issuer, scope, stateDir }: IssuerTokenOptions,
): Promise<string> {
  const found = issuers.find((one) => one.issuer === issuer);
  if (found === undefined) {
    const names = issuers.map((one) => one.issuer);
    throw new UsageError(
      "ISSUER_INVALID",
      `--issuer ${issuer}: the gate signs tokens of ${names.join(", ") || "no issuer"}.${didYouMean(issuer, names)}`,
    );
  }
  const audience = given ?? found.audiences[0];
  if (audience === undefined)
    throw new UsageError(
      "ARGUMENT_MISSING",
      `The authorizers of ${issuer} have no audience; give --audience A.`,
    );
  const scopes = scope === undefined ? found.scopes : scope.split(" ").filter((one) => one !== "");
  const { partnerKey } = await loadInstallation(stateDir);
  return standInToken(
    { issuer, audience, scopes, subject },
    { key: signingKey(partnerKey), now: new Date() },
  );
}
