/** Nobody who may call is left out of the table, and no two of them share a column or a line. */
import { accessChanges } from "../../../../terraform/access/difference/access-changes";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { mapping, type Resources, text, trust } from "../../build/people";
import { allow, cell, policy, shop, stageArn } from "../../build/shop";

const iam = { authorization: "AWS_IAM" };
const execution = "${aws_api_gateway_rest_api.shop.execution_arn}";
const anyStage = (rest: string) =>
  text([{ Effect: "Allow", Action: "execute-api:Invoke", Resource: `${execution}/*/${rest}` }]);
const service = text([
  { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
]);

/** A role `stock` of a program, with this policy. */
function stock(policyText?: string): Resources {
  return {
    aws_iam_role: { stock: { name: "stock", assume_role_policy: service } },
    ...(policyText && {
      aws_iam_role_policy: {
        stock: { name: "p", role: "${aws_iam_role.stock.name}", policy: policyText },
      },
    }),
  };
}

function ofApi(Principal: unknown): Resources {
  const statement = {
    Effect: "Allow",
    Principal,
    Action: "execute-api:Invoke",
    Resource: `${stageArn}/GET/pets`,
  };
  return {
    aws_api_gateway_rest_api_policy: {
      shop: { rest_api_id: "${aws_api_gateway_rest_api.shop.id}", policy: text([statement]) },
    },
  };
}

const widened = (methods: Record<string, object>, before: Resources, after: Resources) =>
  accessChanges(
    accessMatrix(shop(methods as never, before)),
    accessMatrix(shop(methods as never, after)),
  ).widened.map(({ method, path, principal, to }) => `${method} ${path} ${principal}: ${to.decision}`);

describe("a program's role has a column", () => {
  test.each([
    ["a verb other than GET on ANY, on whichever stage", "ANY /pets", "POST/pets"],
    ["one value of a parameter, on whichever stage", "GET /pets/{id}", "GET/pets/7"],
    ["a path below {proxy+}, on whichever stage", "ANY /{proxy+}", "DELETE/pets/*"],
    ["a value that a policy variable gives", "GET /pets/{id}", "GET/pets/$${aws:PrincipalTag/pet}"],
  ])("whose policy opens %s", (_, route, resource) => {
    expect(cell(shop({ [route]: iam }, stock(anyStage(resource))), route, "iam:stock").decision).toBe(
      "unknown",
    );
  });

  test("that the API's own policy lets in, and no policy of its own", () => {
    const named = { ...stock(), ...ofApi({ AWS: "${aws_iam_role.stock.arn}" }) };
    expect(cell(shop({ "GET /pets": iam }, named), "GET /pets", "iam:stock").decision).toBe("allow");
    expect(widened({ "GET /pets": iam }, stock(), named)).toEqual(["GET /pets iam:stock: allow"]);
  });

  test("also where what its policies open is not known", () => {
    const attached = {
      aws_iam_role_policy_attachment: {
        stock: {
          role: "${aws_iam_role.stock.name}",
          policy_arn: "arn:aws:iam::123456789012:policy/elsewhere",
        },
      },
    };
    const model = (authorization: string) =>
      shop({ "GET /pets": { authorization } }, { ...stock(), ...attached });
    expect(cell(model("AWS_IAM"), "GET /pets", "iam:stock").decision).toBe("unknown");
    expect(accessMatrix(model("NONE")).principals).not.toContain("iam:stock");
  });

  test("and a note, where every AWS account may take it", () => {
    const open = (Condition?: object) => {
      const statement = { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole", Condition };
      const role = { name: "stock", assume_role_policy: text([statement]) };
      const resources = { ...stock(anyStage("GET/pets")), aws_iam_role: { stock: role } };
      return accessMatrix(shop({ "GET /pets": iam }, resources)).notes.map(({ address }) => address);
    };
    expect(open()).toEqual(["shop/aws_iam_role.stock"]);
    expect(open({ StringEquals: { "sts:ExternalId": "x" } })).toEqual([]);
  });

  test("not where the API's policy names the account only", () => {
    const named = { ...stock(), ...ofApi({ AWS: "arn:aws:iam::123456789012:root" }) };
    expect(accessMatrix(shop({ "GET /pets": iam }, named)).principals).not.toContain("iam:stock");
  });
});

describe("an external principal that the API's policy names has a column, which is unknown", () => {
  test.each([
    ["another account by its root", { AWS: "arn:aws:iam::999999999999:root" }, "iam:999999999999"],
    ["another account by its number", { AWS: "999999999999" }, "iam:999999999999"],
    [
      "a role made elsewhere",
      { AWS: "arn:aws:iam::999999999999:role/x" },
      "iam:arn:aws:iam::999999999999:role/x",
    ],
    ["everybody", "*", "iam:*"],
    ["every AWS account", { AWS: "*" }, "iam:*"],
  ])("%s", (_, principal, name) => {
    expect(widened({ "GET /pets": iam }, {}, ofApi(principal))).toContain(`GET /pets ${name}: unknown`);
  });

  test("but not where it opens other routes than signed ones", () => {
    const routes = { "GET /pets": { authorization: "NONE" }, "GET /admin": iam };
    expect(accessMatrix(shop(routes, ofApi("*"))).principals).not.toContain("iam:*");
  });
});

describe("who has the same name", () => {
  const user = (resource: string): Resources => ({
    aws_iam_user: { stock: { name: "stock" } },
    aws_iam_user_policy: {
      stock: { name: "p", user: "${aws_iam_user.stock.name}", policy: anyStage(resource) },
    },
  });
  const routes = { "GET /pets": iam, "GET /admin": iam };

  test("a user beside a role: what the user gains is seen", () => {
    const role = stock(anyStage("GET/pets"));
    expect(widened(routes, { ...role, ...user("GET/pets") }, { ...role, ...user("*") })).toEqual([
      "GET /admin iam:stock (shop/aws_iam_user.stock): allow",
    ]);
  });

  test("two APIs of one name: an open route of one is not hidden behind the other's", () => {
    const second = "${aws_api_gateway_rest_api.second.id}";
    const of = (authorization: string): Resources => ({
      aws_api_gateway_rest_api: { second: { name: "shop" } },
      aws_api_gateway_resource: {
        second: {
          rest_api_id: second,
          parent_id: "${aws_api_gateway_rest_api.second.root_resource_id}",
          path_part: "pets",
        },
      },
      aws_api_gateway_method: {
        // Read before the first API's own.
        AA: {
          rest_api_id: second,
          resource_id: "${aws_api_gateway_resource.second.id}",
          http_method: "GET",
          authorization,
        },
      },
      aws_api_gateway_deployment: { second: { rest_api_id: second } },
      aws_api_gateway_stage: {
        second: {
          rest_api_id: second,
          deployment_id: "${aws_api_gateway_deployment.second.id}",
          stage_name: "live",
        },
      },
    });
    const place = (which: string) => `shop (shop/aws_api_gateway_rest_api.${which})`;
    const { routes: found } = accessMatrix(shop({ "GET /pets": iam }, of("NONE")));
    expect(found.map(({ api }) => api)).toEqual([place("shop"), place("second")]);
    expect(widened({ "GET /pets": iam }, {}, of("NONE"))).toContain("GET /pets anonymous: allow");
    expect(widened({ "GET /pets": iam }, of("AWS_IAM"), of("NONE"))).toContain("GET /pets anonymous: allow");
  });
});

describe("an identity pool's ways beside its role mapping", () => {
  const pool = (more: object, trusted = trust()): Resources => ({
    ...policy(allow("GET/pets")),
    aws_cognito_identity_pool: { people: more as Record<string, unknown> },
    aws_iam_role: { user: { assume_role_policy: trusted } },
    aws_cognito_identity_pool_roles_attachment: {
      people: {
        roles: { authenticated: "${aws_iam_role.user.arn}" },
        role_mapping: [mapping({ type: "Token" })],
      },
    },
  });
  const anyAmr = trust(undefined, undefined, "*");
  const open = { allow_unauthenticated_identities: true, allow_classic_flow: true };
  const decisionOf = (principal: string, resources: Resources) =>
    cell(shop({ "GET /pets": iam }, resources), "GET /pets", principal).decision;

  test("a guest names a role in the classic flow whose trust does not ask how they came", () => {
    expect(decisionOf("anonymous", pool(open, anyAmr))).toBe("allow");
    expect(decisionOf("anonymous", pool(open))).toBe("deny");
    expect(decisionOf("anonymous", pool({ ...open, allow_classic_flow: false }, anyAmr))).toBe("deny");
  });

  test.each([
    ["supported_login_providers", { "accounts.google.com": "x" }],
    ["saml_provider_arns", ["arn:aws:iam::123456789012:saml-provider/x"]],
    ["openid_connect_provider_arns", ["arn:aws:iam::123456789012:oidc-provider/x"]],
    ["developer_provider_name", "backend"],
  ])("a login by %s gets the role of everybody who is signed in", (name, value) => {
    expect(decisionOf("signed-in", pool({ [name]: value }))).toBe("allow");
    expect(decisionOf("signed-in", pool({ [name]: null }))).toBe("deny");
  });

  test("a mapping of such a login is not evaluated", () => {
    const resources = pool({ supported_login_providers: { "accounts.google.com": "x" } });
    const attached = resources.aws_cognito_identity_pool_roles_attachment?.people as {
      role_mapping: object[];
    };
    const mappings = [
      ...attached.role_mapping,
      { ...mapping({ type: "Token" }), identity_provider: "accounts.google.com" },
    ];
    expect(
      decisionOf("signed-in", {
        ...resources,
        aws_cognito_identity_pool_roles_attachment: { people: { role_mapping: mappings, roles: {} } },
      }),
    ).toBe("unknown");
  });
});
