import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { AwsClient } from "aws4fetch";
import type { AwsCredentials } from "../people";
import { FORBIDDEN, type UrlGate, urlGate } from "./gate";
import { INVOKE, own, servedModel, URL_ONLY, url } from "./terraform";

/** Clients that people use sign requests to the URL of a function: aws4fetch, and curl. */

let gate: UrlGate;
beforeAll(async () => {
  gate = await urlGate(servedModel(url(), own([URL_ONLY, INVOKE])));
});
afterAll(() => gate.stop());
beforeEach(() => gate.ran());

/** curl before version 8 signs paths with escapes as no service of AWS but S3 takes them. */
const address = () => `${gate.gate.description.apis[0]?.urls.$default}/orders/7?x=1&y=2`;

interface Answered {
  readonly status: number;
  readonly body: string;
}

interface Signing {
  readonly credentials: AwsCredentials;
  /** @default `lambda` */
  readonly service?: string;
}

type Client = (options: Signing) => Promise<Answered>;

const body = '{"order":1}';

const clients: Readonly<Record<string, Client>> = {
  aws4fetch: async ({ credentials, service = "lambda" }) => {
    const client = new AwsClient({ ...credentials, service, region: "us-east-1", retries: 0 });
    const response = await client.fetch(address(), { method: "POST", body });
    return { status: response.status, body: await response.text() };
  },
  curl: async ({ credentials: { accessKeyId, secretAccessKey, sessionToken }, service = "lambda" }) => {
    const { stdout } = await promisify(execFile)("curl", [
      ...["--silent", "--aws-sigv4", `aws:amz:us-east-1:${service}`],
      ...["--user", `${accessKeyId}:${secretAccessKey}`],
      ...["--header", `x-amz-security-token: ${sessionToken}`],
      ...["--header", "content-type: application/json"],
      ...["--data", body, "--write-out", "\n%{http_code}", address()],
    ]);
    const at = stdout.lastIndexOf("\n");
    return { status: Number(stdout.slice(at + 1)), body: stdout.slice(0, at) };
  },
};

describe.each(Object.entries(clients))("%s", (_, send) => {
  test("is let in by a role that may call the URL", async () => {
    const answer = await send({ credentials: gate.credentialsOf("reader") });
    expect({ status: answer.status, ran: gate.ran() }).toEqual({ status: 200, ran: ["echo"] });
    expect(JSON.parse(answer.body)).toMatchObject({
      rawPath: "/orders/7",
      requestContext: { authorizer: { iam: { accountId: "123456789012" } } },
    });
  });

  const refusals: Readonly<Record<string, () => Signing>> = {
    "a role that may not": () => ({ credentials: gate.credentialsOf("robot") }),
    "another secret": () => ({
      credentials: { ...gate.credentialsOf("reader"), secretAccessKey: "0".repeat(40) },
    }),
    "another service": () => ({ credentials: gate.credentialsOf("reader"), service: "execute-api" }),
  };

  test.each(Object.entries(refusals))(
    "is refused with %s, and the function never runs",
    async (_name, signing) => {
      expect(await send(signing())).toEqual({ status: 403, body: FORBIDDEN });
      expect(gate.ran()).toEqual([]);
    },
  );
});
