import { merged, type Resources } from "../../terraform/build/people";
import { call } from "../client";
import { type UrlGate, urlGate } from "./gate";
import { lambda, permission, served, url } from "./terraform";

/** URLs that are not served as their Terraform says: 501, and every other way to the function stays as it is. */

let gate: UrlGate | undefined;
afterEach(async () => {
  await gate?.stop();
  gate = undefined;
});

const open = { authorization_type: "NONE" };
const other: Resources = {
  aws_lambda_function: { other: lambda("other") },
  aws_lambda_function_url: {
    other: { function_name: "${aws_lambda_function.other.function_name}", ...open },
  },
};

/** What is written, and what is said of it. */
const cases: readonly (readonly [name: string, resources: Resources, why: string])[] = [
  [
    "that streams its answers",
    url({ ...open, invoke_mode: "RESPONSE_STREAM" }),
    "invoke_mode is RESPONSE_STREAM, expected BUFFERED",
  ],
  ["of an unknown lock", url({ authorization_type: "JWT" }), "authorization_type is JWT"],
  ["with an argument that is not known", url({ ...open, auth: "x" }), "auth"],
  [
    "with an event source token among its permissions",
    merged(url(), permission("p", "*", "lambda:InvokeFunctionUrl", { event_source_token: "x" })),
    "event_source_token",
  ],
  [
    "that allows credentials to every origin",
    url({ ...open, cors: { allow_origins: ["*"], allow_credentials: true } }),
    "allow_credentials is refused where allow_origins has *",
  ],
];

test.each(cases)("a URL %s", async (_, resources, why) => {
  const { model, unserved } = served(resources, other);
  expect(unserved.map((part) => part.why).join("\n")).toContain(why);
  expect(unserved.flatMap(({ stops }) => stops)).toEqual(["shop/aws_lambda_function_url.url"]);
  gate = await urlGate(model);
  const { endpoint } = gate.gate.description;
  expect(await call(endpoint, "/lambda-url/echo")).toMatchObject({
    status: 501,
    body: '{"Message":"Not served by this gate"}',
  });
  expect(gate.ran()).toEqual([]);
  expect((await call(endpoint, "/lambda-url/other")).status).toBe(200);
});

test("a URL of an alias whose code is not in the Terraform answers 502", async () => {
  const old = merged(url({ ...open, qualifier: "live" }), {
    aws_lambda_alias: { live: { function_version: "1" } },
    aws_lambda_function: { echo: { publish: false } },
  });
  const { model, unserved } = served(old);
  expect(unserved).toEqual([]);
  gate = await urlGate(model);
  const { endpoint } = gate.gate.description;
  expect((await call(endpoint, "/lambda-url/echo")).status).toBe(502);
  expect(gate.ran()).toEqual([]);
  expect(gate.lines.join("\n")).toContain("is not in this Terraform: calls get 502");
});
