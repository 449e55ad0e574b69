import { join } from "node:path";
import { type Algorithm, algorithms } from "../../../functions/token-verifier/issuer";

/** Of a verifier: what its documentation asks for. */
export interface Settings {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly jwksUrl: string;
  /** What that address has. */
  readonly jwks: Buffer;
}

export interface Peer {
  readonly name: string;
  /** The program, which exports `(settings) => (token) => Promise<claims>`. */
  readonly file: string;
  readonly algorithms: readonly Algorithm[];
  /** Whether it holds the keys of an issuer, so that the battery can be sent to it. */
  readonly hasKeys: boolean;
}

export const OURS = "Gatehouse, event to policy";

const peer = (name: string, file: string, of: Partial<Peer> = {}): Peer => ({
  name,
  file: join(__dirname, "peers", `${file}.cjs`),
  algorithms,
  hasKeys: true,
  ...of,
});

export const PEERS: readonly Peer[] = [
  peer("aws-jwt-verify", "aws-jwt-verify"),
  peer("jose, remote JWKS", "jose"),
  peer("jsonwebtoken + jwks-rsa", "jsonwebtoken", { algorithms: ["RS256", "ES256"] }),
  peer("fast-jwt, key by kid", "fast-jwt"),
  peer("fast-jwt, one key for good", "fast-jwt-one-key", { hasKeys: false }),
];

/** A verifier of the peer, in this process. */
export function verifierOf({ file }: Peer, settings: Settings): (token: string) => Promise<unknown> {
  return (require(file) as (settings: Settings) => (token: string) => Promise<unknown>)(settings);
}
