import { SecuredApi } from "../../../constructs/api/secured-api";
import type { SecuredApiProps } from "../../../constructs/api/secured-api-props";
import type { Cors } from "../../../constructs/cors/cors";
import { access, apiProps } from "../small-api";
import { all, type Body, type Terraform, terraformOf } from "../terraform";

const SHOP = "https://shop.example.com";
const LOCAL = "http://localhost:5173";
const ORIGIN = "Access-Control-Allow-Origin";

const api = (cors: Cors, change: Partial<SecuredApiProps> = {}): Terraform =>
  terraformOf((stack) => {
    new SecuredApi(stack, "api", apiProps({ cors, answers: "hardened", ...change }));
  });
const origins = (...names: string[]): Cors => ({ origins: names, exposes: ["X-Total"] });
const answers = (terraform: Terraform) => all(terraform, "aws_api_gateway_integration_response");
const overHttp: Partial<SecuredApiProps> = {
  handlers: { app: { url: "https://backend.example.com", statuses: [200, 204] } },
  access: { ...access, routes: { "GET /a": { lock: "public", because: "For a test", handler: "app" } } },
};
/** Those of the backend, and not of its preflight. */
const backendAnswers = (terraform: Terraform): Body[] =>
  answers(terraform).filter(
    (each) => each.response_parameters["method.response.header.Access-Control-Max-Age"] === undefined,
  );

describe("preflights", () => {
  const one = api(origins(SHOP));
  const two = api(origins(SHOP, LOCAL));

  test("each path answers one, without a lock and without a function", () => {
    const preflights = all(one, "aws_api_gateway_method").filter(
      (method) => method.http_method === "OPTIONS",
    );
    expect(preflights).toHaveLength(6);
    for (const method of preflights) expect(method.authorization).toBe("NONE");
    const mocks = all(one, "aws_api_gateway_integration").filter(({ type }) => type === "MOCK");
    expect(mocks).toHaveLength(6);
  });

  test("a content type that is not listed gets 415, and nothing is passed through", () => {
    const mocks = all(one, "aws_api_gateway_integration").filter(({ type }) => type === "MOCK");
    for (const mock of mocks) {
      expect(mock.passthrough_behavior).toBe("NEVER");
      expect(Object.keys(mock.request_templates)).toEqual([
        "application/json",
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "application/xml",
        "multipart/form-data",
        "text/plain",
        "text/xml",
      ]);
      expect([...new Set(Object.values(mock.request_templates))]).toEqual(['{"statusCode": 204}']);
    }
  });

  test("the answer has the verbs of the path, and never credentials", () => {
    for (const terraform of [one, two]) {
      const verbs = answers(terraform).map(
        (each) => each.response_parameters["method.response.header.Access-Control-Allow-Methods"],
      );
      expect(verbs.sort()[0]).toBe("'GET,OPTIONS'");
      expect(verbs).toContain("'GET,POST,OPTIONS'");
      expect(JSON.stringify(terraform)).not.toMatch(/Allow-Credentials/i);
    }
  });

  test("with one origin it names that origin, without a template", () => {
    for (const each of answers(one)) {
      expect(each.response_parameters[`method.response.header.${ORIGIN}`]).toBe(`'${SHOP}'`);
      expect(each.response_parameters["method.response.header.Vary"]).toBe("'Origin'");
      expect(each).not.toHaveProperty("response_templates");
    }
  });

  test("with several origins the template chooses the header, which is declared", () => {
    for (const each of answers(two)) {
      expect(each.response_parameters).not.toHaveProperty([`method.response.header.${ORIGIN}`]);
      expect(each.response_parameters["method.response.header.Vary"]).toBe("'Origin'");
      expect(each.response_templates).toEqual({
        "application/json":
          '#set($origin = $input.params().header.get("Origin"))' +
          '#if(!$origin || $origin == "")#set($origin = $input.params().header.get("origin"))#end' +
          `#if($origin == "${SHOP}" || $origin == "${LOCAL}")` +
          `#set($context.responseOverride.header.${ORIGIN} = $origin)#end`,
      });
    }
    for (const each of all(two, "aws_api_gateway_method_response"))
      expect(each.response_parameters[`method.response.header.${ORIGIN}`]).toBe(true);
  });

  test("the method response exists before the integration's, by reference, and the integration by order", () => {
    for (const each of answers(two)) {
      expect(each.status_code).toMatch(/aws_api_gateway_method_response\./);
      expect(each.depends_on).toEqual([expect.stringMatching(/^aws_api_gateway_integration\./)]);
    }
  });
});

describe("API Gateway's own answers", () => {
  test.each<[string, Cors, string]>([
    ["one origin is named", origins(SHOP), `'${SHOP}'`],
    ["of several the caller's is mirrored", origins(SHOP, LOCAL), "method.request.header.origin"],
    ["every page is every page", origins("*"), "'*'"],
  ])("%s, and status and body stay API Gateway's", (_, cors, expected) => {
    const terraform = api(cors);
    const responses = all(terraform, "aws_api_gateway_gateway_response");
    expect(responses.map((each) => each.response_type).sort()).toEqual(["DEFAULT_4XX", "DEFAULT_5XX"]);
    for (const each of responses) {
      expect(each.response_parameters[`gatewayresponse.header.${ORIGIN}`]).toBe(expected);
      expect(each.response_parameters["gatewayresponse.header.Cache-Control"]).toBe("'no-store'");
      expect(each.response_parameters["gatewayresponse.header.Vary"]).toBe(
        cors.origins[0] === "*" ? undefined : "'Origin'",
      );
      expect(each).not.toHaveProperty("status_code");
      // Written out, so that a plan does not want to take away what the service fills in.
      expect(each.response_templates).toEqual({
        "application/json": '{"message":$context.error.messageString}',
      });
    }
  });
});

describe("an HTTP backend's answers", () => {
  test("with one origin they name it, and the body is unchanged", () => {
    const found = backendAnswers(api(origins(SHOP), overHttp));
    expect(found.map((each) => each.selection_pattern)).toEqual(["200", "204", undefined]);
    for (const each of found) {
      expect(each.response_parameters).toMatchObject({
        [`method.response.header.${ORIGIN}`]: `'${SHOP}'`,
        "method.response.header.Vary": "'Origin'",
        "method.response.header.Access-Control-Expose-Headers": "'X-Total'",
        "method.response.header.Content-Type": "integration.response.header.Content-Type",
      });
      expect(each).not.toHaveProperty("response_templates");
    }
  });

  test("with several origins a template chooses, passes the body, and adds none where there is none", () => {
    const found = backendAnswers(api(origins(SHOP, LOCAL), overHttp));
    const template = (pattern: string | undefined) =>
      found.find((each) => each.selection_pattern === pattern)?.response_templates["application/json"];
    expect(template("200")).toMatch(/#end\$input\.body$/);
    expect(template(undefined)).toMatch(/#end\$input\.body$/);
    expect(template("204")).toMatch(/#end$/);
  });
});
