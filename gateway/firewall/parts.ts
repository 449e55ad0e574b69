import type { Oversize, PartFilter, RequestPart } from "../../terraform/model";
import { type Header, type HttpRequest, headerValues } from "../http/message";

/** A request as rules inspect it. */
export interface InspectedRequest {
  readonly request: HttpRequest;
  /** Bytes of a body that are inspected. */
  readonly bodyLimit: number;
}

/** The texts of a part, of which each character is a byte; or what the part counts as where it is too long. */
export type Texts = readonly string[] | Exclude<Oversize, "CONTINUE">;

/** Headers and cookies are inspected up to that. */
const MOST_BYTES = 8_192;
const MOST_COUNT = 200;

/** A part that the request does not have has no text. */
export function textsOf(part: RequestPart, { bodyLimit, request }: InspectedRequest): Texts {
  switch (part.of) {
    case "method":
      return [request.verb];
    case "path":
      return [request.path];
    case "query":
      return [request.query];
    case "all-arguments":
      return argumentsOf(request).map(([, value]) => value);
    case "argument": {
      const wanted = part.name.toLowerCase();
      return argumentsOf(request)
        .filter(([name]) => name.toLowerCase() === wanted)
        .map(([, value]) => value);
    }
    case "header":
      return headerValues(request, part.name);
    case "cookie":
      return cookiesOf(request)
        .filter(([name]) => name === part.name)
        .map(([, value]) => value);
    case "headers":
      return filtered(request.headers, part, true);
    case "cookies":
      return filtered(cookiesOf(request), part, false);
    case "body": {
      const { body } = request;
      if (body.length > bodyLimit && part.oversize !== "CONTINUE") return part.oversize;
      return [body.toString("latin1", 0, bodyLimit)];
    }
  }
}

/** As they were sent: decoding is a transformation. */
function argumentsOf({ query }: HttpRequest): Header[] {
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const mark = part.indexOf("=");
      return mark < 0 ? [part, ""] : [part.slice(0, mark), part.slice(mark + 1)];
    });
}

function cookiesOf(request: HttpRequest): Header[] {
  return headerValues(request, "cookie")
    .flatMap((line) => line.split(";"))
    .map((pair) => pair.trim())
    .filter((pair) => pair !== "")
    .map((pair) => {
      const mark = pair.indexOf("=");
      return mark < 0 ? [pair, ""] : [pair.slice(0, mark), pair.slice(mark + 1)];
    });
}

/** @param anyCase whether names have no case */
function filtered(
  pairs: readonly Header[],
  { except, only, oversize, scope }: PartFilter & { readonly oversize: Oversize },
  anyCase: boolean,
): Texts {
  const same = (name: string) => (anyCase ? name.toLowerCase() : name);
  const isOf = (names: readonly string[], name: string) => names.some((each) => same(each) === same(name));
  const bytes = pairs.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if ((bytes > MOST_BYTES || pairs.length > MOST_COUNT) && oversize !== "CONTINUE") return oversize;
  return pairs
    .slice(0, MOST_COUNT)
    .filter(([name]) => (only ? isOf(only, name) : !(except && isOf(except, name))))
    .flatMap(([name, value]) => (scope === "ALL" ? [name, value] : [scope === "KEY" ? name : value]));
}
