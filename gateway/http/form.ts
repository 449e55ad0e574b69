import { type HttpRequest, headerValues, singleHeader } from "./message";

/** The parameters of a query or of a form, decoded. */
export type Parameters = ReadonlyMap<string, string>;

/** RFC 6749, 3.1 and 3.2: a parameter without a value counts as absent, and none may be repeated. */
export function parametersIn(text: string): Parameters | "repeated" {
  return unrepeated([...new URLSearchParams(text)].filter(([, value]) => value !== ""));
}

/** The parameters of several texts together, also those without a value. None may be repeated. */
export function allParametersIn(...texts: readonly string[]): Parameters | "repeated" {
  return unrepeated(texts.flatMap((text) => [...new URLSearchParams(text)]));
}

function unrepeated(pairs: readonly (readonly [name: string, value: string])[]): Parameters | "repeated" {
  const parameters = new Map(pairs);
  return parameters.size === pairs.length ? parameters : "repeated";
}

/** Whether a body is said to be a form. */
export function isForm(request: Pick<HttpRequest, "headers">): boolean {
  const type = headerValues(request, "content-type").join().split(";")[0]?.trim().toLowerCase();
  return type === "application/x-www-form-urlencoded";
}

export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/**
 * A client's id and secret in the header Authorization; both are form-encoded before they are joined (RFC 6749, 2.3.1).
 *
 * @returns `undefined` without the header, `"malformed"` where it is not HTTP Basic or is repeated
 */
export function basicCredentials(
  request: Pick<HttpRequest, "headers">,
): ClientCredentials | "malformed" | undefined {
  const header = singleHeader(request, "authorization");
  if (header === undefined) return undefined;
  const [, encoded] =
    header === "repeated" ? [] : (/^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(header.value) ?? []);
  if (encoded === undefined) return "malformed";
  const [id = "", ...secret] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { id: formDecoded(id), secret: formDecoded(secret.join(":")) };
}

function formDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
