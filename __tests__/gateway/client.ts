import { createHash, createHmac } from "node:crypto";
import { request } from "node:http";
import { SignatureV4 } from "@smithy/signature-v4";

/** Calls to a gate as clients make them, byte for byte, and an independent signer. */

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface CallOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** Sends `path` as it is written: nothing is normalized on the way. */
export function call(endpoint: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const { hostname, port } = new URL(endpoint);
  const length = options.body && { "content-length": String(Buffer.byteLength(options.body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        hostname,
        port,
        path,
        method: options.method ?? "GET",
        headers: { ...length, ...options.headers },
        agent: false,
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("end", () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(options.body);
  });
}

/** One call of an AWS JSON service. */
export async function awsJson(
  endpoint: string,
  target: string,
  input: unknown,
): Promise<Answer & { readonly json: Record<string, never> & Record<string, unknown> }> {
  const answer = await call(endpoint, "/", {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
    body: JSON.stringify(input),
  });
  return { ...answer, json: JSON.parse(answer.body) };
}

export interface SigningOptions extends CallOptions {
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly region?: string;
  readonly service?: string;
  readonly date?: Date;
}

export class Sha256 {
  private readonly hash;

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash("sha256") : createHmac("sha256", secret as Uint8Array);
  }

  update(data: string | Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }

  reset(): void {}
}

function signer({ credentials, region = "us-east-1", service = "execute-api" }: SigningOptions): SignatureV4 {
  return new SignatureV4({ credentials, region, service, sha256: Sha256 });
}

function unsigned(endpoint: string, path: string, { body, headers, method = "GET" }: CallOptions) {
  const url = new URL(endpoint + path);
  return {
    protocol: "http:",
    hostname: url.hostname,
    port: Number(url.port),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    method,
    headers: { host: url.host, ...headers },
    body,
  };
}

/** A call that the AWS SDK's own signer signed, in the header. */
export async function signedCall(endpoint: string, path: string, options: SigningOptions): Promise<Answer> {
  const signed = await signer(options).sign(unsigned(endpoint, path, options), {
    signingDate: options.date ?? new Date(),
  });
  return call(endpoint, path, { ...options, headers: signed.headers });
}

/** The same signature in the query: the path that carries it. */
export async function presignedPath(
  endpoint: string,
  path: string,
  options: SigningOptions & { readonly expiresIn?: number },
): Promise<string> {
  const signed = await signer(options).presign(unsigned(endpoint, path, options), {
    signingDate: options.date ?? new Date(),
    expiresIn: options.expiresIn ?? 300,
  });
  const query = Object.entries(signed.query ?? {})
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join("&");
  return `${path.split("?")[0]}?${query}`;
}
