import { base64url } from "../tokens";

/** A valid token with one change: none of them is valid. */
export function* mutationsOf(token: string): Generator<string> {
  yield* singleBytes(token);
  yield* structures(token);
  yield* rewritten(token);
}

/** Every letter of the token in turn becomes every other letter, and some characters that are none. */
function* singleBytes(token: string): Generator<string> {
  const others = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \0\u00e9";
  for (let at = 0; at < token.length; at++) {
    for (const other of others) {
      if (other !== token[at]) yield token.slice(0, at) + other + token.slice(at + 1);
    }
  }
}

/** Letters left out, doubled and exchanged; single bits of the decoded parts; parts exchanged and cut. */
function* structures(token: string): Generator<string> {
  for (let at = 0; at < token.length; at++) {
    yield token.slice(0, at) + token.slice(at + 1);
    yield token.slice(0, at) + token[at] + token.slice(at);
    const exchanged = `${token.slice(0, at)}${token[at + 1] ?? ""}${token[at]}${token.slice(at + 2)}`;
    if (exchanged !== token) yield exchanged;
    if (at > 0) yield token.slice(0, at);
  }
  const parts = token.split(".");
  for (const [index, part] of parts.entries()) {
    const bytes = Buffer.from(part, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      yield parts.with(index, base64url(changed)).join(".");
    }
  }
  for (const order of ["021", "102", "120", "201", "210", "000", "001", "0120", "01", "12"]) {
    yield Array.from(order, (at) => parts[Number(at)]).join(".");
  }
}

/** The claims and the header written in other ways, under the signature of the first. */
function* rewritten(token: string): Generator<string> {
  const [header = "", payload = "", signature] = token.split(".");
  const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  const claims = read(payload);
  for (const name of Object.keys(claims)) {
    for (const value of [undefined, null, "", 0, 1e15, true, [], {}, [claims[name]], "root", ["root"]]) {
      yield `${header}.${base64url(JSON.stringify({ ...claims, [name]: value }))}.${signature}`;
    }
  }
  for (const changes of [{ alg: "none" }, { kid: "other" }, { typ: "at+jwt" }, { x: 1 }]) {
    yield `${base64url(JSON.stringify({ ...read(header), ...changes }))}.${payload}.${signature}`;
  }
  yield `${header}.${base64url(JSON.stringify(claims, null, 1))}.${signature}`;
}
