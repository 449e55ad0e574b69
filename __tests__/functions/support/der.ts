/** A DER value as a tree, and every wrong way to write it, for parsers of signatures that are too lenient. */

export interface Node {
  readonly tag: number;
  readonly value: Buffer | readonly Node[];
}

export function write({ tag, value }: Node): Buffer {
  const bytes = contentOf(value);
  return Buffer.from([tag, bytes.length, ...bytes]);
}

const contentOf = (value: Node["value"]): Buffer =>
  Buffer.isBuffer(value) ? value : Buffer.concat((value as readonly Node[]).map(write));

/** All encodings of the tree in which one node is written wrongly. Lengths of the nodes around it are right. */
export function* malformed(node: Node): Generator<readonly [what: string, bytes: Buffer]> {
  for (const [what, bytes] of own(node)) yield [`tag ${node.tag}: ${what}`, bytes];
  if (Buffer.isBuffer(node.value)) return;
  const children = node.value as readonly Node[];
  for (const [at, child] of children.entries()) {
    for (const [what, bytes] of malformed(child)) {
      const content = Buffer.concat(children.map((other, index) => (index === at ? bytes : write(other))));
      yield [what, Buffer.from([node.tag, content.length, ...content])];
    }
  }
}

function* own({ tag, value }: Node): Generator<readonly [what: string, bytes: Buffer]> {
  const content = contentOf(value);
  const { length } = content;
  const made = (...head: number[]) => Buffer.from([...head, ...content]);
  const right = made(tag, length);
  yield ["long form of the length", made(tag, 0x81, length)];
  yield ["leading zero in the length", made(tag, 0x82, 0, length)];
  yield ["length plus 2^32", made(tag, 0x85, 1, 0, 0, 0, length)];
  yield ["length plus 2^64", made(tag, 0x89, 1, 0, 0, 0, 0, 0, 0, 0, length)];
  yield ["length of 2^31 - 1", made(tag, 0x84, 0x7f, 0xff, 0xff, 0xff)];
  yield ["length of 2^64 - 1", made(tag, 0x88, 255, 255, 255, 255, 255, 255, 255, 255)];
  yield ["length one too large", made(tag, length + 1)];
  yield ["length one too small", made(tag, (length + 127) % 128)];
  yield ["indefinite length", Buffer.concat([made(tag, 0x80), Buffer.alloc(2)])];
  yield ["indefinite length without an end", made(tag, 0x80)];
  yield ["no length", Buffer.from([tag])];
  yield ["left out", Buffer.alloc(0)];
  yield ["empty", Buffer.from([tag, 0])];
  yield ["NULL instead", Buffer.from([5, 0])];
  yield ["written twice", Buffer.concat([right, right])];
  yield ["within a sequence", Buffer.from([0x30, right.length, ...right])];
  yield ["cut short", right.subarray(0, -1)];
  yield ["zeros after it", Buffer.concat([right, Buffer.alloc(2)])];
  yield ["zeros before it", Buffer.concat([Buffer.alloc(2), right])];
  yield ["zeros at its end", Buffer.from([tag, length + 2, ...content, 0, 0])];
  yield ["NULL at its end", Buffer.from([tag, length + 2, ...content, 5, 0])];
  yield ["an undefined tag after it", Buffer.concat([right, Buffer.from([0xaa, 2, 0xbb, 0])])];
  for (const other of [0, 1, 2, 4, 5, 6, 0x30, 0x31, 0xff].filter((wrong) => wrong !== tag))
    yield [`tag ${other} instead`, made(other, length)];
  if (!Buffer.isBuffer(value) || length === 0) return;
  for (const at of [0, length - 1]) {
    const flipped = Buffer.from(content);
    flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
    yield [`byte ${at} changed`, Buffer.from([tag, length, ...flipped])];
  }
}
