import type { HttpRequest } from "../http/message";

/** Bytes of the request line and the headers that APIs take. https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const LONGEST_HEAD = 10_240;

/** Bytes of a request's line and headers; `headers` of the headers alone. */
export function headLength({ headers, path, query, verb }: HttpRequest): {
  readonly all: number;
  readonly headers: number;
} {
  let bytes = 0;
  for (const [name, value] of headers) bytes += name.length + Buffer.byteLength(value, "latin1") + 4;
  return {
    all: bytes + verb.length + path.length + query.length + " ? HTTP/1.1\r\n".length,
    headers: bytes,
  };
}
