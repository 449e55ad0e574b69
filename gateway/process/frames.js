// Messages between the gate and a process of its own: a JSON head and a body of bytes, each with its length before
// it. Plain JavaScript, because those processes start without the loader that the rest of the project runs through.
//
// A function shares its process with this code and may replace methods of prototypes, so the ones that are needed
// later are taken now.
const { parse, stringify } = JSON;
const call = Function.prototype.call;
const uncurried = (method) => call.bind(method);
const readLength = uncurried(Buffer.prototype.readUInt32LE);
const writeLength = uncurried(Buffer.prototype.writeUInt32LE);
const part = uncurried(Buffer.prototype.subarray);
const copy = uncurried(Uint8Array.prototype.set);
const decode = uncurried(TextDecoder.prototype.decode);
const encode = uncurried(TextEncoder.prototype.encode);
const encodeInto = uncurried(TextEncoder.prototype.encodeInto);
const { allocUnsafe: allocate, byteLength } = Buffer;
const utf8 = new TextDecoder();
const toUtf8 = new TextEncoder();

/** Bytes of the two lengths. */
const PREFIX = 8;
/** Bytes of a head. */
const LONGEST_HEAD = 1 << 20;

/** @param {string} text */
const bytesOf = (text) => encode(toUtf8, text);
/** @param {Uint8Array} bytes */
const textOf = (bytes) => decode(utf8, bytes);

/** One message as bytes. */
function frame(head, body = "") {
  const text = stringify(head);
  const first = byteLength(text);
  const second = byteLength(body);
  const whole = allocate(PREFIX + first + second);
  writeLength(whole, first, 0);
  writeLength(whole, second, 4);
  encodeInto(toUtf8, text, part(whole, PREFIX));
  if (typeof body === "string") encodeInto(toUtf8, body, part(whole, PREFIX + first));
  else copy(whole, body, PREFIX + first);
  return whole;
}

/**
 * Cuts what arrives into messages. The function that it returns takes the next bytes and throws when they are no
 * message, or one with a body of more than `limit` bytes.
 */
function frameReader(limit, receive) {
  let pieces = [];
  let size = 0;
  let needed = PREFIX;
  const joined = () => {
    if (pieces.length === 1) return pieces[0];
    const whole = allocate(size);
    let at = 0;
    for (let i = 0; i < pieces.length; i++) {
      copy(whole, pieces[i], at);
      at += pieces[i].length;
    }
    return whole;
  };
  return (chunk) => {
    pieces[pieces.length] = chunk;
    size += chunk.length;
    if (size < needed) return;
    let rest = joined();
    pieces = [];
    for (;;) {
      needed = PREFIX;
      if (rest.length < PREFIX) break;
      const first = readLength(rest, 0);
      const second = readLength(rest, 4);
      if (first > LONGEST_HEAD || second > limit) throw new Error("the message is too long");
      needed = PREFIX + first + second;
      if (rest.length < needed) break;
      const head = parse(textOf(part(rest, PREFIX, PREFIX + first)));
      const body = part(rest, PREFIX + first, needed);
      rest = part(rest, needed);
      receive(head, body);
    }
    size = rest.length;
    if (size > 0) pieces[0] = rest;
  };
}

module.exports = { bytesOf, frame, frameReader, textOf };
