import { createHash } from "node:crypto";
import { type HttpRequest, headerValues, singleHeader, withoutWhiteSpace } from "../http/message";

/** A signature as it came with a request, in the Authorization header or in the query. */
export interface PresentedSignature {
  readonly form: "header" | "query";
  readonly accessKeyId: string;
  /** The four parts of the scope as sent: day, region, service, terminator. */
  readonly scope: readonly [day: string, region: string, service: string, terminator: string];
  /** Lower case, as listed. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20150830T123600Z` */
  readonly time: string;
  readonly sessionToken?: string;
  /** Query form only: seconds that the signature holds. */
  readonly expiresSeconds?: number;
}

/** The problem of a signature, as the service's exception and message. */
export interface SignatureProblem {
  readonly problem:
    | "MissingAuthenticationTokenException"
    | "IncompleteSignatureException"
    | "InvalidSignatureException"
    | "UnrecognizedClientException"
    | "ExpiredTokenException";
  readonly message: string;
}

const ALGORITHM = "AWS4-HMAC-SHA256";

/** Reads a request's signature; names what is missing where there is none or it is incomplete. */
export function parseSignature(request: HttpRequest): PresentedSignature | SignatureProblem {
  const headers = headerValues(request, "authorization");
  const query = queryParameters(request.query);
  const inQuery = query?.has("X-Amz-Algorithm") || query?.has("X-Amz-Signature");
  if (headers.length === 0 && !inQuery) return missing();
  if (query === undefined) return incomplete("The query string of the request cannot be decoded.");
  if (headers.length > 0 && inQuery)
    return incomplete(
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  if (headers.length > 1) return incomplete("The request has more than one Authorization header.");
  return inQuery ? parseQuery(query) : parseHeader(request, headers[0] ?? "");
}

export function isSigV4(authorization: string): boolean {
  return /^(?:[ \t]|$)/.test(authorization.slice(ALGORITHM.length)) && authorization.startsWith(ALGORITHM);
}

/** The answer to an Authorization header of another kind, with a hash in place of its value. */
export function notSigV4(authorization: string): SignatureProblem {
  const hash = createHash("sha256").update(authorization).digest("base64");
  return incomplete(
    "Invalid key=value pair (missing equal-sign) in Authorization header " +
      `(hashed with SHA-256 and encoded with Base64): '${hash}'.`,
  );
}

function parseHeader(request: HttpRequest, authorization: string): PresentedSignature | SignatureProblem {
  if (withoutWhiteSpace(authorization) === "") return missing();
  if (!isSigV4(authorization)) return notSigV4(authorization);
  const fields = new Map<string, string>();
  for (const part of authorization.slice(ALGORITHM.length).split(/[ \t,]+/)) {
    if (part === "") continue;
    const mark = part.indexOf("=");
    if (mark < 1) return notSigV4(authorization);
    const name = part.slice(0, mark);
    if (fields.has(name)) return incomplete(`The Authorization header has '${name}' twice.`);
    fields.set(name, part.slice(mark + 1));
  }
  const absent = ["Credential", "Signature", "SignedHeaders"]
    .filter((name) => !fields.get(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  const time = headerTime(request);
  if (time === undefined)
    absent.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  if (absent.length > 0) return incomplete(absent.join(" "));
  const token = singleHeader(request, "x-amz-security-token");
  if (token === "repeated") return incomplete("The request has more than one X-Amz-Security-Token header.");
  return assemble({
    form: "header",
    credential: fields.get("Credential") ?? "",
    signedHeaders: fields.get("SignedHeaders") ?? "",
    signature: fields.get("Signature") ?? "",
    time: time ?? "",
    ...(token && { sessionToken: token.value }),
  });
}

function headerTime(request: HttpRequest): string | undefined {
  const amz = singleHeader(request, "x-amz-date");
  if (amz === "repeated") return undefined;
  if (amz) return amz.value;
  const date = singleHeader(request, "date");
  if (!date || date === "repeated") return undefined;
  const parsed = Date.parse(date.value);
  return Number.isNaN(parsed) ? date.value : new Date(parsed).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function parseQuery(query: ReadonlyMap<string, string>): PresentedSignature | SignatureProblem {
  const names = [
    "X-Amz-Algorithm",
    "X-Amz-Credential",
    "X-Amz-Signature",
    "X-Amz-SignedHeaders",
    "X-Amz-Date",
    "X-Amz-Expires",
  ];
  const absent = names.filter((name) => !query.get(name));
  if (absent.length > 0)
    return incomplete(
      absent.map((name) => `AWS query-string parameters must include '${name}'.`).join(" ") +
        " Re-examine the query-string parameters.",
    );
  if (query.get("X-Amz-Algorithm") !== ALGORITHM)
    return incomplete(`Unsupported AWS 'algorithm' (only ${ALGORITHM} for now).`);
  const expires = query.get("X-Amz-Expires") ?? "";
  if (!/^[1-9]\d{0,5}$/.test(expires) || Number(expires) > 604_800)
    return incomplete("X-Amz-Expires must be a number of seconds from 1 to 604800.");
  const token = query.get("X-Amz-Security-Token");
  return assemble({
    form: "query",
    credential: query.get("X-Amz-Credential") ?? "",
    signedHeaders: query.get("X-Amz-SignedHeaders") ?? "",
    signature: query.get("X-Amz-Signature") ?? "",
    time: query.get("X-Amz-Date") ?? "",
    expiresSeconds: Number(expires),
    ...(token && { sessionToken: token }),
  });
}

type Fields = Omit<PresentedSignature, "accessKeyId" | "scope" | "signedHeaders"> & {
  readonly credential: string;
  readonly signedHeaders: string;
};

function assemble({ credential, signedHeaders, ...rest }: Fields): PresentedSignature | SignatureProblem {
  const [accessKeyId, day, region, service, terminator, ...more] = credential.split("/");
  if (!accessKeyId || !day || !region || !service || !terminator || more.length > 0)
    return incomplete(
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.",
    );
  if (!/^\d{8}T\d{6}Z$/.test(rest.time))
    return incomplete("Date must be in ISO-8601 'basic format'. See http://en.wikipedia.org/wiki/ISO_8601");
  const { expiresSeconds, form, sessionToken, signature, time } = rest;
  return {
    form,
    accessKeyId,
    scope: [day, region, service, terminator],
    signedHeaders: signedHeaders.toLowerCase().split(";"),
    signature,
    time,
    ...(sessionToken !== undefined && { sessionToken }),
    ...(expiresSeconds !== undefined && { expiresSeconds }),
  };
}

/** `undefined` when it cannot be decoded, or has one of the signature's own parameters twice. */
function queryParameters(query: string): ReadonlyMap<string, string> | undefined {
  const parameters = new Map<string, string>();
  try {
    for (const part of query.split("&")) {
      const mark = part.indexOf("=");
      const name = decodeURIComponent(mark < 0 ? part : part.slice(0, mark));
      if (name.startsWith("X-Amz-") && parameters.has(name)) return undefined;
      parameters.set(name, decodeURIComponent(mark < 0 ? "" : part.slice(mark + 1)));
    }
  } catch {
    return undefined;
  }
  return parameters;
}

function missing(): SignatureProblem {
  return { problem: "MissingAuthenticationTokenException", message: "Missing Authentication Token" };
}

function incomplete(message: string): SignatureProblem {
  return { problem: "IncompleteSignatureException", message };
}
