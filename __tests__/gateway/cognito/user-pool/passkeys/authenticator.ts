import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

/**
 * An authenticator together with its browser, which does as it is told: https://www.w3.org/TR/webauthn-3/. A real browser
 * does so in `__tests__/browser/passkeys.browser.ts`.
 */

/** What a caller may get wrong; by default all of it is right. */
export interface Lies {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly crossOrigin?: true;
  /** Of authenticator data: 0x01 user present, 0x04 user verified. */
  readonly flags?: number;
  /** COSE algorithm of the key. */
  readonly alg?: number;
  readonly format?: string;
  readonly statement?: Map<string, Uint8Array | number>;
  /** The id beside the signed one. */
  readonly id?: string;
  readonly counter?: number;
  readonly userHandle?: string;
  readonly key?: KeyObject;
}

export interface Options {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
  readonly user?: { readonly id: string };
}

export interface Credential {
  readonly id: string;
  readonly key: KeyObject;
  readonly userHandle: string;
  counter: number;
}

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString("base64url");

function clientData(type: string, options: Options, lies: Lies): Buffer {
  return Buffer.from(
    JSON.stringify({
      type: lies.type ?? type,
      challenge: lies.challenge ?? options.challenge,
      origin: lies.origin ?? "http://localhost:3000",
      ...(lies.crossOrigin && { crossOrigin: true }),
    }),
  );
}

function authenticatorData(options: Options, lies: Lies, flags: number, counter: number): Buffer {
  const rpId = lies.rpId ?? options.rp?.id ?? options.rpId ?? "";
  const count = Buffer.alloc(4);
  count.writeUInt32BE(lies.counter ?? counter);
  return Buffer.concat([createHash("sha256").update(rpId).digest(), Buffer.from([flags]), count]);
}

function coseKey(publicKey: KeyObject, alg: number): Uint8Array {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const entries: [number, number | Uint8Array][] = [
    [1, 2],
    [3, alg],
    [-1, 1],
    [-2, new Uint8Array(Buffer.from(x, "base64url"))],
    [-3, new Uint8Array(Buffer.from(y, "base64url"))],
  ];
  return isoCBOR.encode(new Map(entries));
}

/** The answer to `navigator.credentials.create`, and the credential that was made. */
export function register(options: Options, lies: Lies = {}) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = lies.key ? Buffer.from(lies.id ?? "", "base64url") : randomBytes(16);
  const length = Buffer.from([0, id.length]);
  const authData = Buffer.concat([
    authenticatorData(options, lies, 0x40 | (lies.flags ?? 0x05), 1),
    Buffer.alloc(16),
    length,
    id,
    coseKey(publicKey, lies.alg ?? -7),
  ]);
  const attestation = new Map<string, unknown>([
    ["fmt", lies.format ?? "none"],
    ["attStmt", lies.statement ?? new Map()],
    ["authData", new Uint8Array(authData)],
  ]);
  const credential: Credential = {
    id: base64url(id),
    key: privateKey,
    userHandle: options.user?.id ?? "",
    counter: 1,
  };
  const shownId = lies.id ?? credential.id;
  const response = {
    id: shownId,
    rawId: shownId,
    type: "public-key",
    authenticatorAttachment: "platform",
    clientExtensionResults: {},
    response: {
      clientDataJSON: base64url(clientData("webauthn.create", options, lies)),
      attestationObject: base64url(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0])),
      transports: ["internal"],
    },
  };
  return { credential, response };
}

/** The answer to `navigator.credentials.get`. */
export function assert(options: Options, credential: Credential, lies: Lies = {}) {
  credential.counter++;
  const authData = authenticatorData(options, lies, lies.flags ?? 0x05, credential.counter);
  const data = clientData("webauthn.get", options, lies);
  const signed = Buffer.concat([authData, createHash("sha256").update(data).digest()]);
  const id = lies.id ?? credential.id;
  return {
    id,
    rawId: id,
    type: "public-key",
    clientExtensionResults: {},
    response: {
      clientDataJSON: base64url(data),
      authenticatorData: base64url(authData),
      signature: base64url(sign("sha256", signed, lies.key ?? credential.key)),
      userHandle: lies.userHandle ?? credential.userHandle,
    },
  };
}
