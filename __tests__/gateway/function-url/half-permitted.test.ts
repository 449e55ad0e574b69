import { accessMatrix } from "../../../terraform/access/matrix";
import { merged, type Resources } from "../../terraform/build/people";
import { call } from "../client";
import { FORBIDDEN, type UrlGate, urlGate } from "./gate";
import { both, INVOKE, permission, servedBy, url } from "./terraform";

/** URLs without a lock, for which the provider adds one permission or both, by its version. */

let gate: UrlGate;
beforeAll(async () => {
  gate = await urlGate(servedBy(undefined, url()).model);
});
afterAll(() => gate.stop());

const open = url({ authorization_type: "NONE" });
const forAll = permission("all", "*", INVOKE, { invoked_via_function_url: true });

const cases: readonly (readonly [provider: string | undefined, resources: Resources, status: 200 | 403])[] = [
  [undefined, open, 200],
  ["6.25.0", open, 403],
  ["= 6.28.0", open, 403],
  ["~> 5.0", open, 403],
  ["~> 6.25.0", open, 403],
  [">= 6.0, < 6.29.0", open, 403],
  ["<= 6.28.9", open, 403],
  ["6.29.0", open, 200],
  ["~> 6.25", open, 200],
  [">= 5.0", open, 200],
  ["<= 6.29.0", open, 200],
  ["6.25.0", merged(open, forAll), 200],
  [
    "6.25.0",
    merged(open, permission("url", "*", "lambda:InvokeFunctionUrl", { function_url_auth_type: "NONE" })),
    403,
  ],
  ["6.25.0", merged(open, both("123456789012")), 403],
];

test.each(cases)("by the provider %s: case %#", async (provider, resources, status) => {
  const { model, unserved } = servedBy(provider, resources);
  expect(unserved).toEqual([]);
  await gate.gate.reload(model);
  gate.ran();
  const answer = await call(gate.gate.description.endpoint, "/lambda-url/echo");
  expect({ status: answer.status, ran: gate.ran() }).toEqual({ status, ran: status === 200 ? ["echo"] : [] });
  if (status === 403)
    expect(answer).toMatchObject({
      body: FORBIDDEN,
      headers: { "x-amzn-errortype": "AccessDeniedException" },
    });
  const [route] = accessMatrix(model).routes.filter(({ kind }) => kind === "url");
  expect(route?.cells.find(({ principal }) => principal === "anonymous")?.decision).toBe("allow");
});

test("the start says why", () => {
  expect(gate.lines.join("\n")).toContain("calls get 403, as in the cloud: the AWS provider 6.25.0 permits");
});
