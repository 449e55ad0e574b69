import type { TerraformStack } from "cdktf";
import { SecuredApi } from "../../../constructs/api/secured-api";
import type { SecuredApiProps } from "../../../constructs/api/secured-api-props";
import type { Cors } from "../../../constructs/cors/cors";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { access, apiProps, liveApi } from "../small-api";
import { all, type Body, functionFolder, only, refusal, type Terraform, terraformOf } from "../terraform";

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

  test("a content type is one of the usual, or it is 415: nothing is passed through", () => {
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

  test("of one origin it names that one, without a template", () => {
    for (const each of answers(one)) {
      expect(each.response_parameters[`method.response.header.${ORIGIN}`]).toBe(`'${SHOP}'`);
      expect(each.response_parameters["method.response.header.Vary"]).toBe("'Origin'");
      expect(each).not.toHaveProperty("response_templates");
    }
  });

  test("of several it has none but what the template chooses, and declares the header", () => {
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

  test("the method response is there before the integration's, by reference, and the integration by order", () => {
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
  test("of one origin they name it, and the body is not touched", () => {
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

  test("of several their template chooses, and leaves the body as it is; where there is none it makes none", () => {
    const found = backendAnswers(api(origins(SHOP, LOCAL), overHttp));
    const template = (pattern: string | undefined) =>
      found.find((each) => each.selection_pattern === pattern)?.response_templates["application/json"];
    expect(template("200")).toMatch(/#end\$input\.body$/);
    expect(template(undefined)).toMatch(/#end\$input\.body$/);
    expect(template("204")).toMatch(/#end$/);
  });
});

describe("functions", () => {
  const functionsOf = (cors?: Cors) =>
    only(
      terraformOf((stack) => {
        new LambdaFunction(stack, "f", {
          name: "f",
          folder: functionFolder("health"),
          ...(cors && { cors }),
        });
      }),
      "aws_lambda_function",
    ).environment;

  test("have the origins and the headers in their environment", () => {
    expect(functionsOf(origins(SHOP, LOCAL))).toEqual({
      variables: { CORS_ORIGINS: `${SHOP},${LOCAL}`, CORS_EXPOSED_HEADERS: "X-Total" },
    });
    expect(functionsOf({ origins: ["*"], exposes: [] })).toEqual({ variables: { CORS_ORIGINS: "*" } });
    expect(functionsOf()).toBeUndefined();
  });

  test.each<[string, Cors | undefined]>([
    ["no origin", undefined],
    ["others", origins(SHOP)],
  ])("one that knows %s than the API's is refused: its pages could read none of its answers", (_, cors) => {
    const [code, message] = refusal((stack) => {
      const app = new LambdaFunction(stack, "silent", {
        name: "silent",
        folder: functionFolder("health"),
        ...(cors && { cors }),
      });
      const both = origins(SHOP, LOCAL);
      liveApi(stack as TerraformStack, {
        api: { cors: both, answers: "hardened", handlers: { app: { functionName: "silent" } } },
        stage: { functions: { app } },
      });
    });
    expect(code).toBe("CORS_HANDLER_SILENT");
    expect(message).toMatch(/^The API answers pages of \S+, and the function of its handler "app" does not/);
  });
});

describe("origins", () => {
  const outcome = (given: unknown) =>
    refusal((stack) => {
      const cors = { origins: given } as Cors;
      new SecuredApi(stack, "api", apiProps({ cors, answers: "hardened" }));
    });

  test.each([
    [SHOP],
    ["https://shop.example.com:8443"],
    [LOCAL],
    ["http://localhost"],
    ["http://127.0.0.1:3000"],
    ["http://[::1]:3000"],
    ["https://localhost"],
    ["capacitor://localhost"],
    ["ionic://localhost"],
    ["app://shop"],
    ["com.example.shop://app.local"],
    ["chrome-extension://abcdefghijklmnop"],
    ["*"],
  ])("%s is one", (origin) => {
    expect(outcome([origin])).toEqual(["accepted", ""]);
  });

  test("and the other fields are checked as strictly as their types", () => {
    const given = (change: object) =>
      refusal((stack) => {
        const cors = { origins: [SHOP], ...change } as Cors;
        new LambdaFunction(stack, "f", { name: "f", folder: functionFolder("health"), cors });
      });
    expect(given({ expose: ["X-Total"] })).toEqual([
      "CORS_FIELD_UNKNOWN",
      'CORS has the field "expose"; the fields are origins, headers, exposes, maxAge. Did you mean "exposes"?',
    ]);
    expect(given({ headers: "X-Trace" })).toEqual([
      "CORS_HEADER_INVALID",
      'The CORS headers are "X-Trace"; expected a list of names.',
    ]);
    expect(given({ exposes: ["X Total"] })[0]).toBe("CORS_HEADER_INVALID");
    expect(given({ maxAge: "60" })[0]).toBe("CORS_MAX_AGE_INVALID");
  });

  test.each<[unknown, string, RegExp]>([
    [[], "CORS_ORIGINS_MISSING", /origins \[\]; expected a list of at least one/],
    [undefined, "CORS_ORIGINS_MISSING", /origins nothing; expected a list/],
    [SHOP, "CORS_ORIGINS_MISSING", /origins "https/],
    [[SHOP, LOCAL, SHOP], "CORS_ORIGIN_TWICE", /"https:\/\/shop\.example\.com" is declared twice/],
    [["*", SHOP], "CORS_ORIGIN_INVALID", /"\*" already stands for all the others/],
    [[7], "CORS_ORIGIN_INVALID", /7 is not a text/],
    [["null"], "CORS_ORIGIN_INVALID", /sandboxed page/],
    [["https://*.example.com"], "CORS_ORIGIN_INVALID", /wildcard/],
    [["http://shop.example.com"], "CORS_ORIGIN_INVALID", /plain http/],
    [["http://localhost.evil.example"], "CORS_ORIGIN_INVALID", /plain http/],
    [["https://shop.example.com/"], "CORS_ORIGIN_INVALID", /without a path/],
    [["https://shop.example.com/app"], "CORS_ORIGIN_INVALID", /without a path/],
    [["https://Shop.example.com"], "CORS_ORIGIN_INVALID", /small letters/],
    [["https://shop.example.com:443"], "CORS_ORIGIN_INVALID", /own port/],
    [["http://localhost:80"], "CORS_ORIGIN_INVALID", /own port/],
    [["https://user@shop.example.com"], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [["https://shop.example.com,https://b.example"], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [['https://a.example"||"'], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [["https://a.example'"], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [["https://a.example\n"], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [["https://$origin"], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [["https://"], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [["https://a..example"], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [["shop.example.com"], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [["file://localhost"], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [["javascript://x"], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [["wss://shop.example.com"], "CORS_ORIGIN_INVALID", /expected a scheme/],
    [[""], "CORS_ORIGIN_INVALID", /expected a scheme/],
  ])("%j is refused", (given, code, expected) => {
    const [found, message] = outcome(given);
    expect(found).toBe(code);
    expect(message).toMatch(expected);
  });
});
