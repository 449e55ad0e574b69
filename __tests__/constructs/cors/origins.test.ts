import type { TerraformStack } from "cdktf";
import { SecuredApi } from "../../../constructs/api/secured-api";
import type { Cors } from "../../../constructs/cors/cors";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { apiProps, liveApi } from "../small-api";
import { functionFolder, only, refusal, terraformOf } from "../terraform";

const SHOP = "https://shop.example.com";
const LOCAL = "http://localhost:5173";
const origins = (...names: string[]): Cors => ({ origins: names, exposes: ["X-Total"] });
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
  ])("a function with %s than the API's is refused, since pages could not read its responses", (_, cors) => {
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
