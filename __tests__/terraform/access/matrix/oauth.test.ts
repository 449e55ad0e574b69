import { type Evidence, NO_EVIDENCE } from "../../../../terraform/access/matrix/evidence";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import type { Resources } from "../../build/people";
import { cell, shop } from "../../build/shop";

const cognito = {
  authorization: "COGNITO_USER_POOLS",
  authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
};
const methods = {
  "GET /orders": { ...cognito, authorization_scopes: ["shop/read"] },
  "POST /orders": { ...cognito, authorization_scopes: ["shop/write"] },
  "GET /account": cognito,
  "GET /signed": { authorization: "AWS_IAM" },
  "GET /open": { authorization: "NONE" },
};

/** Known after apply. */
const unknownScopes = ["${aws_ssm_parameter.scopes.arn}"];

const others: Resources = {
  aws_ssm_parameter: { scopes: { name: "scopes", type: "String", value: "" } },
  aws_cognito_user_pool_domain: {
    people: { domain: "shop", user_pool_id: "${aws_cognito_user_pool.people.id}" },
  },
};

const client = (name: string, oauth: object): Resources => ({
  ...others,
  aws_cognito_user_pool_client: {
    [name]: {
      name,
      user_pool_id: "${aws_cognito_user_pool.people.id}",
      generate_secret: true,
      allowed_oauth_flows_user_pool_client: true,
      ...oauth,
    },
  },
});

const robot = { allowed_oauth_flows: ["client_credentials"], allowed_oauth_scopes: ["shop/read"] };
const web = { allowed_oauth_flows: ["code"], allowed_oauth_scopes: ["openid", "shop/read"] };

const trigger = (version: string): Resources => ({
  aws_cognito_user_pool: {
    people: {
      lambda_config: [
        {
          pre_token_generation_config: [
            { lambda_arn: "${aws_lambda_function.trigger.arn}", lambda_version: version },
          ],
        },
      ],
    },
  },
});
const contract: Evidence = { ...NO_EVIDENCE, tokenScopes: ["shop/aws_lambda_function.trigger"] };

describe("a program with a client of its own", () => {
  const asked = (route: string, resources: Resources) =>
    cell(shop(methods, resources), route, "client:robot");

  test.each([
    ["GET /orders", "allow"],
    ["POST /orders", "deny"],
    ["GET /account", "deny"],
    ["GET /signed", "deny"],
    ["GET /open", "allow"],
  ])("is a column of its own, %s: %s", (route, decision) => {
    expect(asked(route, client("robot", robot)).decision).toBe(decision);
  });

  test("the answer says who may ask for the token", () => {
    expect(asked("GET /orders", client("robot", robot)).reason).toMatch(
      /takes the scope shop\/read, and a client with the secret of shop\/aws_cognito_user_pool_client\.robot may ask/,
    );
  });

  test("gives users nothing", () => {
    const model = shop(methods, client("robot", robot));
    expect(cell(model, "GET /orders", "group:user").decision).toBe("deny");
  });

  test("is not sure to get a token where the user pool has no domain", () => {
    const { aws_cognito_user_pool_domain: _, ...without } = client("robot", robot);
    expect(asked("GET /orders", without)).toMatchObject({
      decision: "unknown",
      reason: expect.stringMatching(/if shop\/aws_cognito_user_pool\.people has a domain/),
    });
    expect(asked("POST /orders", without).decision).toBe("deny");
  });

  test("is decided at run time where a V3 trigger changes its tokens, and a V2 one does not", () => {
    const resources = client("robot", robot);
    expect(asked("GET /orders", { ...resources, ...trigger("V3_0") }).decision).toBe("unknown");
    expect(asked("GET /orders", { ...resources, ...trigger("V2_0") }).decision).toBe("allow");
  });

  test.each([
    ["without the flow", { ...robot, allowed_oauth_flows: ["code"] }],
    ["with the flows switched off", { ...robot, allowed_oauth_flows_user_pool_client: false }],
  ])("is none %s", (_, oauth) => {
    const { principals } = accessMatrix(shop(methods, client("robot", oauth)));
    expect(principals.filter((name) => name.startsWith("client:"))).toEqual([]);
  });

  test("is not decided where its scopes are not known", () => {
    const unknown = { ...robot, allowed_oauth_scopes: unknownScopes };
    expect(asked("GET /orders", client("robot", unknown)).decision).toBe("unknown");
    expect(asked("GET /signed", client("robot", unknown)).decision).toBe("deny");
  });
});

describe("a client through which users sign in at the pool's pages", () => {
  const asked = (principal: string, resources: Resources, evidence?: Evidence, route = "GET /orders") =>
    cell(shop(methods, resources), route, principal, evidence);

  test.each(["signed-in", "group:user"])("%s may ask for the client's scopes", (principal) => {
    expect(asked(principal, client("web", web))).toMatchObject({
      decision: "allow",
      reason: expect.stringMatching(
        /takes the scope shop\/read, and any user who signs in through shop\/aws_cognito_user_pool_client\.web may ask for it/,
      ),
    });
  });

  test("and for no others", () => {
    expect(asked("group:user", client("web", web), undefined, "POST /orders").decision).toBe("deny");
  });

  test("anonymous callers have no token", () => {
    expect(asked("anonymous", client("web", web)).decision).toBe("deny");
  });

  test("this project's trigger takes the resource server's scopes away again", () => {
    const resources = { ...client("web", web), ...trigger("V2_0") };
    expect(asked("signed-in", resources, contract).decision).toBe("deny");
    expect(asked("signed-in", resources).decision).toBe("unknown");
  });

  test("it is not sure where the user pool has no domain, or the scopes are not known", () => {
    const { aws_cognito_user_pool_domain: _, ...without } = client("web", web);
    expect(asked("signed-in", without).decision).toBe("unknown");
    const unknown = { ...web, allowed_oauth_scopes: unknownScopes };
    expect(asked("signed-in", client("web", unknown)).decision).toBe("unknown");
  });
});
