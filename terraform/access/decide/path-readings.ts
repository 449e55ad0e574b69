/**
 * The readings of a request's path: how gateways, servers and policies may interpret it. AWS does not document which
 * of them API Gateway routes, signs and authorizes, and a backend may have another. Decisions by path therefore cover
 * each reading: a request is admitted only if all readings are allowed and none is denied.
 */

/** A path without any of these characters in these places has one reading. */
const SEVERAL = /[%\\;?#]|\/\/|\/\.{1,2}(?:\/|$)|.\/$/;

/**
 * As sent first; then with unreserved characters decoded (RFC 3986, 6.2.2), with everything decoded, and decoded once
 * more. Each of these also without empty and dot segments, without its last slash, and as servers read it that take
 * `\` for a slash, cut parameters off at `;`, drop control characters, or end the path at a decoded `?` or `#`.
 *
 * @param path as sent, without the query: `/pets/7`
 */
export function readingsOf(path: string): readonly string[] {
  const rooted = path.startsWith("/") ? path : `/${path}`;
  if (!SEVERAL.test(rooted)) return [rooted];
  const once = decoded(rooted);
  const spellings = new Set([rooted, unreservedDecoded(rooted), once, decoded(once)]);
  return [...new Set([...spellings].flatMap(spelledByServers).flatMap(withoutEmptySegments))];
}

/** A path of these characters alone has one reading, and no `..` in it. */
const PLAIN = /^[\w/~-]*$/;

/**
 * Whether any reading of a path leaves the folder in which it begins: `..` as a segment, also encoded, and in the
 * forms that servers accept (`..;x`, `..\`, with control characters).
 */
export function climbs(path: string): boolean {
  return !PLAIN.test(path) && deeplyDecoded(path).some((text) => segmentsOf(text).includes(".."));
}

/** Whether a path climbs or has a `.` as a segment, in any reading. */
export function hasDotSegments(path: string): boolean {
  return deeplyDecoded(path).some((text) => segmentsOf(text).some((segment) => /^\.\.?$/.test(segment)));
}

/**
 * The path without `.`, `..` and empty segments, which Signature Version 4 signs for every service but S3; a slash at
 * the end stays.
 */
export function withoutDotSegments(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "." && segment !== "") kept.push(segment);
  }
  const slash = kept.length > 0 && /\/(?:\.{1,2})?$/.test(path) ? "/" : "";
  return `/${kept.join("/")}${slash}`;
}

function spelledByServers(path: string): readonly string[] {
  const slashes = (text: string) => text.replaceAll("\\", "/");
  const cut = (text: string) => text.replace(/[?#].*$/s, "");
  const bare = (text: string) => text.replace(/;[^/]*/g, "");
  const all = bare(cut(slashes(withoutControls(path))));
  return [path, slashes(path), bare(path), cut(path), withoutControls(path), all];
}

function withoutEmptySegments(path: string): readonly string[] {
  const rooted = path.replace(/^\/*/, "/");
  const clean = withoutDotSegments(path);
  return [path, rooted, trimmed(path), trimmed(rooted), clean, trimmed(clean)];
}

function trimmed(path: string): string {
  return path.replace(/(?<!\/)\/+$/, "") || "/";
}

/** The path with escapes resolved, and resolved again: `%252e` is one that a second decoder would meet. */
function deeplyDecoded(path: string): readonly string[] {
  const found = [path];
  for (let text = path; found.length < 4; ) {
    const next = decoded(text);
    if (next === text) break;
    found.push(next);
    text = next;
  }
  return found;
}

/** Split at every character that a server may treat as a slash; each segment without what a server may drop. */
function segmentsOf(path: string): readonly string[] {
  // However often `%` itself was encoded.
  const marks = path.replace(/%(?:25)*(2e|2f|5c|3b)/gi, (_, code: string) => characterOf(code));
  return marks.split(/[/\\]/).map((segment) => {
    return withoutControls(segment)
      .replaceAll(" ", "")
      .replace(/[;?#].*$/s, "");
  });
}

/** Parsers of URLs drop tabs and line feeds wherever they are. */
function withoutControls(path: string): string {
  return /^[ -~]*$/.test(path) ? path : [...path].filter((char) => char >= " " && char !== "\x7f").join("");
}

/** Letters, digits, `-`, `.`, `_`, `~` decoded, and the digits of other escapes in capitals. */
function unreservedDecoded(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (escaped, code: string) => {
    const char = characterOf(code);
    return /[\w.~-]/.test(char) ? char : escaped.toUpperCase();
  });
}

/** ASCII in UTF-8 of two and three bytes, which is not valid and which some decoders take. */
const OVERLONG = /%c([01])%([89ab][0-9a-f])|%e0%(8[01])%([89ab][0-9a-f])/gi;

/** All escapes decoded but those that are no UTF-8, which stay as they are. */
function decoded(path: string): string {
  return path
    .replace(OVERLONG, (_, high: string, low: string, high3: string, low3: string) => {
      const bits = high === undefined ? Number.parseInt(high3, 16) & 1 : Number(high);
      return String.fromCharCode((bits << 6) | (Number.parseInt(low ?? low3, 16) & 0x3f));
    })
    .replace(/(?:%[89a-f][0-9a-f])+|%[0-7][0-9a-f]/gi, (escapes) => {
      try {
        return decodeURIComponent(escapes);
      } catch {
        return escapes;
      }
    });
}

function characterOf(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 16));
}
