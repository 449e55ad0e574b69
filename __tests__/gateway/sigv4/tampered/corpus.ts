/** Requests that were changed after they were signed, one part at a time. Nothing here asks the code under test. */

export interface RawCall {
  readonly verb: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

export interface Tampered {
  readonly change: string;
  readonly call: RawCall;
}

/** Headers that the signature is in, or covers as a text of its own. */
const OF_SIGNATURE = ["authorization", "x-amz-date", "x-amz-security-token"];

/** Every character of a text changed into another one, one at a time. Case is kept: the names of headers have none. */
function* otherCharacters(text: string): Generator<readonly [index: number, text: string]> {
  for (let i = 0; i < text.length; i++) {
    const other = otherThan(text.charAt(i));
    yield [i, text.slice(0, i) + other + text.slice(i + 1)];
  }
}

function otherThan(character: string): string {
  if (/[0-8A-Ya-y]/.test(character)) return String.fromCharCode(character.charCodeAt(0) + 1);
  return { "9": "0", Z: "A", z: "a" }[character] ?? "x";
}

function withHeader({ headers, ...call }: RawCall, of: string, change: (value: string) => string): RawCall {
  return { ...call, headers: headers.map(([name, value]) => [name, name === of ? change(value) : value]) };
}

/**
 * @param call a signed request that the gate admits
 * @param other the same request, signed by another user
 */
export function* tampered(call: RawCall, other: RawCall): Generator<Tampered> {
  yield* signature(call);
  yield* order(call);
  yield* request(call);
  yield* borrowed(call, other);
}

/** The signature, the key id, the scope, the time and the session token: in headers, or in the query. */
function* signature(call: RawCall): Generator<Tampered> {
  const [path = "", query = ""] = call.target.split("?");
  for (const [i, text] of otherCharacters(query))
    yield { change: `character ${i} of the query`, call: { ...call, target: `${path}?${text}` } };
  for (const [name, value] of call.headers) {
    if (!OF_SIGNATURE.includes(name)) continue;
    for (const [i, text] of otherCharacters(value))
      yield { change: `character ${i} of ${name}`, call: withHeader(call, name, () => text) };
    const headers = call.headers.filter(([one]) => one !== name);
    yield { change: `no ${name}`, call: { ...call, headers } };
    yield { change: `${name} twice`, call: { ...call, headers: [...call.headers, [name, value]] } };
    yield { change: `an empty ${name}`, call: withHeader(call, name, () => "") };
  }
}

/** The parts of a signature, cut, repeated and in another order. */
function* order(call: RawCall): Generator<Tampered> {
  const authorization = call.headers.find(([name]) => name === "authorization")?.[1];
  if (authorization === undefined) return;
  const changes: Readonly<Record<string, (text: string) => string>> = {
    "a shorter signature": (text) => text.slice(0, -1),
    "a longer signature": (text) => `${text}0`,
    "no signature": (text) => text.replace(/Signature=\w+$/, "Signature="),
    "a signature of zeros": (text) => text.replace(/Signature=\w+$/, `Signature=${"0".repeat(64)}`),
    "a signature in capitals": (text) => text.replace(/\w+$/, (hex) => hex.toUpperCase()),
    "two signatures": (text) => `${text}, Signature=${"0".repeat(64)}`,
    "signed headers without host": (text) => text.replace("host;", ""),
    "signed headers in another order": (text) =>
      text.replace(
        /SignedHeaders=([^,]+)/,
        (_, names) => `SignedHeaders=${names.split(";").reverse().join(";")}`,
      ),
    "signed headers with one twice": (text) => text.replace("host;", "host;host;"),
    "signed headers with one that is not there": (text) => text.replace("host;", "host;x-none;"),
    "signed headers with an empty one": (text) => text.replace("host;", "host;;"),
    "another algorithm": (text) => text.replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"),
    "the version before": (text) => text.replace("AWS4-HMAC-SHA256", "AWS3-HMAC-SHA256"),
    "a longer scope": (text) => text.replace("/aws4_request", "/aws4_request/aws4_request"),
    "a shorter scope": (text) => text.replace("/aws4_request", ""),
  };
  for (const [change, make] of Object.entries(changes))
    yield { change, call: withHeader(call, "authorization", make) };
}

/** What was signed: verb, path, query, headers, body. */
function* request(call: RawCall): Generator<Tampered> {
  const { body, target } = call;
  for (const verb of ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
    if (verb !== call.verb) yield { change: `the verb ${verb}`, call: { ...call, verb } };
  const [path = "", query] = target.split("?");
  const at = (changed: string) => ({
    ...call,
    target: query === undefined ? changed : `${changed}?${query}`,
  });
  for (const [i, text] of otherCharacters(path))
    if (i > 0) yield { change: `character ${i} of the path`, call: at(text) };
  for (let i = 1; i < path.length; i++) {
    const code = path.charCodeAt(i).toString(16);
    yield {
      change: `character ${i} of the path, encoded`,
      call: at(`${path.slice(0, i)}%${code}${path.slice(i + 1)}`),
    };
  }
  for (const more of ["x=", "x=1", "X-Amz-Date=20200101T000000Z", "X-Amz-Expires=1", "a&b"])
    yield {
      change: `the parameter ${more}`,
      call: { ...call, target: `${target}${query === undefined ? "?" : "&"}${more}` },
    };
  for (const [name, value] of call.headers.filter(([one]) => !OF_SIGNATURE.includes(one) && one !== "host"))
    for (const [i, text] of otherCharacters(value))
      yield { change: `character ${i} of the signed ${name}`, call: withHeader(call, name, () => text) };
  yield { change: "a longer body", call: { ...call, body: `${body} ` } };
  for (const [i, text] of otherCharacters(body))
    yield { change: `character ${i} of the body`, call: { ...call, body: text } };
}

/** Parts of another user's request. */
function* borrowed(call: RawCall, other: RawCall): Generator<Tampered> {
  for (const [name, value] of other.headers)
    if (OF_SIGNATURE.includes(name) && name !== "x-amz-date")
      yield { change: `another user's ${name}`, call: withHeader(call, name, () => value) };
  const parameters = new URLSearchParams(other.target.split("?")[1]);
  for (const name of ["X-Amz-Credential", "X-Amz-Signature", "X-Amz-Security-Token"]) {
    const value = parameters.get(name);
    if (value === null) continue;
    const pattern = new RegExp(`${name}=[^&]*`);
    const target = call.target.replace(pattern, () => `${name}=${encodeURIComponent(value)}`);
    yield { change: `another user's ${name}`, call: { ...call, target } };
  }
}
