import { JwtVerifier, JwtVerifierBase } from "aws-jwt-verify/jwt-verifier";
import { issuer, NOW } from "./issuer";
import type { SigningKey } from "./tokens";

/** aws-jwt-verify as its documentation has it for the issuer of the tests, and whether it accepts a token at their moment. */
export function awsJwtVerify(keys: readonly { readonly jwk: unknown }[]): (token: string) => boolean {
  const { audience, issuer: name, jwksUrl } = issuer;
  const verifier = JwtVerifier.create({ issuer: name, audience, jwksUri: jwksUrl });
  verifier.cacheJwks({ keys: keys.map(({ jwk }) => jwk) } as never);
  return (token) => {
    // It takes no clock.
    const clock = jest.spyOn(Date, "now").mockReturnValue(NOW * 1_000);
    try {
      return isQuiet(() => verifier.verifySync(token));
    } finally {
      clock.mockRestore();
    }
  };
}

/** What it says about a signature alone: of this key, over two parts that may be any text. */
export class AwsSignatures extends JwtVerifierBase<
  Record<string, unknown>,
  { issuer: string; jwksUri: string; audience: null },
  false
> {
  readonly #header: { readonly alg: string; readonly kid: string };

  constructor({ alg, jwk, kid }: Pick<SigningKey, "alg" | "jwk" | "kid">) {
    super({ issuer: "any", jwksUri: "any", audience: null });
    this.#header = { alg, kid };
    this.cacheJwks({ keys: [jwk] } as never);
  }

  accepts(token: string): boolean {
    const [headerB64 = "", payloadB64 = "", signatureB64 = ""] = token.split(".");
    const payload = { iss: "any" };
    const parts = { header: this.#header, headerB64, payload, payloadB64, signatureB64 };
    return isQuiet(() => this.verifyDecomposedJwtSync(parts, "any", { issuer: "any", audience: null }));
  }
}

function isQuiet(call: () => unknown): boolean {
  try {
    call();
    return true;
  } catch {
    return false;
  }
}
