/** A message: `head` is a JSON value, `body` its bytes. */
export function frame(head: object, body?: string | Uint8Array): Buffer;

/**
 * Cuts what arrives into messages.
 *
 * @param limit bytes of a body
 * @returns takes the next bytes; throws when they are no message or a longer one
 */
export function frameReader(
  limit: number,
  receive: (head: unknown, body: Buffer) => void,
): (chunk: Buffer) => void;

export function bytesOf(text: string): Uint8Array;

export function textOf(bytes: Uint8Array): string;
