import { join } from "node:path";
import { type Algorithm, algorithms } from "../../../functions/token-verifier/issuer";

/** Of a verifier: what it is made with. */
export interface Settings {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly jwksUrl: string;
  /** What that address has; where it is absent, the verifier fetches it. */
  readonly jwks?: Buffer;
}

export interface PeerOptions {
  /** Whether it also gets each setting that its documentation has for types, required claims and ages. */
  readonly allSettings?: boolean;
  /** Whether tokens that were verified are kept and not verified again. */
  readonly tokenCache?: boolean;
}

export type Measured = "warm" | "cold" | "hostile";

export interface Peer {
  readonly name: string;
  /** The program, which exports `(settings) => (token) => Promise<claims>`. */
  readonly file: string;
  readonly algorithms: readonly Algorithm[];
  /** Of the hostile tokens: whose key set is one RSA key. */
  readonly hostileAlgorithms: readonly Algorithm[];
  readonly measured: readonly Measured[];
  readonly options: PeerOptions;
}

/** Ends the name of a peer that has each setting of PeerOptions.allSettings. */
export const ALL_SETTINGS = ", all settings";

export const OURS = "Gatehouse, event to policy";

const EVERYWHERE = ["warm", "cold", "hostile"] as const;
const CONFIGURED: Partial<Peer> = { measured: ["hostile"], options: { allSettings: true } };
const TOKEN_CACHE: Partial<Peer> = { measured: ["warm"], options: { tokenCache: true } };
const NO_EDDSA: Partial<Peer> = { algorithms: ["RS256", "ES256"] };
const ONE_KEY: Partial<Peer> = { measured: ["warm", "hostile"], hostileAlgorithms: ["RS256"] };

const peer = (name: string, file: string, of: Partial<Peer> = {}): Peer => ({
  name,
  file: join(__dirname, "peers", `${file}.cjs`),
  algorithms,
  hostileAlgorithms: of.algorithms ?? algorithms,
  measured: EVERYWHERE,
  options: {},
  ...of,
});

const PEERS: readonly Peer[] = [
  peer("aws-jwt-verify", "aws-jwt-verify"),
  peer(`aws-jwt-verify${ALL_SETTINGS}`, "aws-jwt-verify", CONFIGURED),
  peer("jose, remote JWKS", "jose"),
  peer(`jose, remote JWKS${ALL_SETTINGS}`, "jose", CONFIGURED),
  peer("jsonwebtoken + jwks-rsa", "jsonwebtoken", NO_EDDSA),
  peer(`jsonwebtoken + jwks-rsa${ALL_SETTINGS}`, "jsonwebtoken", { ...NO_EDDSA, ...CONFIGURED }),
  peer("fast-jwt, key by kid", "fast-jwt"),
  peer(`fast-jwt, key by kid${ALL_SETTINGS}`, "fast-jwt", CONFIGURED),
  peer("fast-jwt, key by kid, its token cache", "fast-jwt", TOKEN_CACHE),
  peer("fast-jwt, one key for good", "fast-jwt-one-key", ONE_KEY),
  peer(`fast-jwt, one key for good${ALL_SETTINGS}`, "fast-jwt-one-key", {
    ...CONFIGURED,
    hostileAlgorithms: ["RS256"],
  }),
];

/** The peers that are measured there. */
export function peersOf(measured: Measured): readonly Peer[] {
  return PEERS.filter((one) => one.measured.includes(measured));
}

/** A verifier of the peer, in this process. */
export function verifierOf({ file, options }: Peer, settings: Settings): (token: string) => Promise<unknown> {
  const make = require(file) as (settings: Settings & PeerOptions) => (token: string) => Promise<unknown>;
  return make({ ...settings, ...options });
}
