import { timingSafeEqual } from "node:crypto";
import type { HttpRequest } from "../http/message";
import { canonicalRequest, signature, stringToSign } from "./canonical";
import { type PresentedSignature, parseSignature, type SignatureProblem } from "./parse";

export interface VerifyOptions<Credential> {
  readonly region: string;
  readonly service: string;
  readonly now: Date;
  /** Finds the credential of a key id and a session token; `undefined` where none was issued. */
  readonly find: (accessKeyId: string, sessionToken: string | undefined) => Found<Credential> | undefined;
}

export type Found<Credential> = Credential & { readonly secretAccessKey: string; readonly expires: Date };

/** Milliseconds by which a signature's time may differ from the clock. */
const WINDOW = 5 * 60_000;

/**
 * Verifies a request by signing it again with the secret of the named credential.
 *
 * The order of checks is the service's: form, time, signed headers, scope, key, signature, session.
 */
export function verifySignature<Credential>(
  request: HttpRequest,
  options: VerifyOptions<Credential>,
): { readonly credential: Credential } | SignatureProblem {
  const found = presentedCredential(request, options);
  return "problem" in found ? found : verifyPresented(request, found, options);
}

/** A signature whose form, time and scope are right, and the credential that it names. It is not verified yet. */
export interface Presented<Credential> {
  readonly presented: PresentedSignature;
  readonly credential: Found<Credential>;
}

/** Verifies what presentedCredential() found, over the whole request. */
export function verifyPresented<Credential>(
  request: HttpRequest,
  { credential, presented }: Presented<Credential>,
  options: Pick<VerifyOptions<Credential>, "now">,
): { readonly credential: Credential } | SignatureProblem {
  const mismatch = signatureMismatch(request, presented, credential.secretAccessKey);
  if (mismatch !== undefined) return { problem: "InvalidSignatureException", message: mismatch };
  if (credential.expires <= options.now)
    return {
      problem: "ExpiredTokenException",
      message: "The security token included in the request is expired",
    };
  return { credential };
}

/** Checks what can be checked without the body, and finds the named credential. The signature is not verified yet. */
export function presentedCredential<Credential>(
  request: HttpRequest,
  options: VerifyOptions<Credential>,
): Presented<Credential> | SignatureProblem {
  const presented = parseSignature(request);
  if ("problem" in presented) return presented;
  const wrong =
    wrongTime(presented, options.now) ?? wrongHeaders(presented) ?? wrongScope(presented, options);
  if (wrong !== undefined) return { problem: "InvalidSignatureException", message: wrong };
  const credential = options.find(presented.accessKeyId, presented.sessionToken);
  if (credential !== undefined) return { presented, credential };
  return {
    problem: "UnrecognizedClientException",
    message: "The security token included in the request is invalid.",
  };
}

function wrongTime(presented: PresentedSignature, now: Date): string | undefined {
  const { time } = presented;
  // Its form was checked: `20150830T123600Z`.
  const [day, clock] = [time.slice(0, 8), time.slice(9, 15)];
  const signed = Date.parse(
    `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${clock.slice(0, 2)}:${clock.slice(2, 4)}:${clock.slice(4)}Z`,
  );
  if (Number.isNaN(signed)) return "Date must be in ISO-8601 'basic format'.";
  const holds = presented.expiresSeconds === undefined ? WINDOW : presented.expiresSeconds * 1_000;
  const at = now.getTime();
  if (signed < at - holds)
    return `Signature expired: ${time} is now earlier than ${basic(at - holds)} (${basic(at)} - ${span(holds)})`;
  if (signed > at + WINDOW)
    return `Signature not yet current: ${time} is still later than ${basic(at + WINDOW)} (${basic(at)} + ${span(WINDOW)})`;
  return undefined;
}

/** Host names the API, so a signature without it could be used for another one. */
function wrongHeaders(presented: PresentedSignature): string | undefined {
  const listed = new Set(presented.signedHeaders);
  if (!listed.has("host")) return "'Host' must be a 'SignedHeader' in the AWS Authorization.";
  if (listed.size !== presented.signedHeaders.length || listed.has("")) return "SignedHeaders is not a list.";
  return undefined;
}

function wrongScope(
  presented: PresentedSignature,
  { region, service }: { readonly region: string; readonly service: string },
): string | undefined {
  const [day, ofRegion, ofService, terminator] = presented.scope;
  const wrong: string[] = [];
  if (ofRegion !== region) wrong.push(`Credential should be scoped to a valid Region, not '${ofRegion}'`);
  if (ofService !== service) wrong.push(`Credential should be scoped to correct service: '${service}'`);
  if (terminator !== "aws4_request")
    wrong.push(`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'`);
  const signedDay = presented.time.slice(0, 8);
  if (day !== signedDay)
    wrong.push(
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: " +
        `'${day}' != '${signedDay}', from '${presented.time}'`,
    );
  return wrong.length > 0 ? wrong.join(". ") : undefined;
}

function signatureMismatch(
  request: HttpRequest,
  presented: PresentedSignature,
  secret: string,
): string | undefined {
  const scope = presented.scope.join("/");
  const canonical = canonicalRequest(request, {
    signedHeaders: presented.signedHeaders,
    ...(presented.form === "query" && { omitParameters: ["X-Amz-Signature"] }),
  });
  const text = canonical === undefined ? "" : stringToSign(canonical, presented.time, scope);
  const expected = Buffer.from(signature(secret, scope, text));
  const given = Buffer.from(presented.signature);
  if (canonical !== undefined && given.length === expected.length && timingSafeEqual(given, expected))
    return undefined;
  return (
    "The request signature we calculated does not match the signature you provided. Check your AWS Secret " +
    "Access Key and signing method. Consult the service documentation for details." +
    (canonical === undefined
      ? ""
      : `\n\nThe Canonical String for this request should have been\n'${canonical}'` +
        `\n\nThe String-to-Sign should have been\n'${text}'\n`)
  );
}

function basic(time: number): string {
  return new Date(time).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function span(milliseconds: number): string {
  return milliseconds % 60_000 === 0 ? `${milliseconds / 60_000} min.` : `${milliseconds / 1_000} s.`;
}
