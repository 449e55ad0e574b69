import { mayAssume } from "../../../terraform/access/decide/trust";
import { systemRoles } from "../../../terraform/access/matrix/systems";
import { readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../fixture";

const read = (edit: (stacks: { api: Document; identity: Document }) => void = () => {}) => {
  const stacks = shop();
  edit(stacks);
  return readTerraform({ kind: "stacks", stacks: sources(stacks) }, { strict: true });
};

describe("the shop's model", () => {
  const model = read();
  const [api] = model.apis;
  const [pool] = model.userPools;
  const [identityPool] = model.identityPools;

  test("has every method with its path, lock and function", () => {
    const rows = api?.methods.map(({ apiKeyRequired, authorization, path, verb }) => {
      return `${verb} ${path} ${authorization}${apiKeyRequired ? " key" : ""}`;
    });
    expect(rows).toEqual([
      "GET /pets AWS_IAM",
      "GET /pets/{petId} AWS_IAM",
      "POST /pets CUSTOM",
      "GET /account COGNITO_USER_POOLS",
      "POST /account COGNITO_USER_POOLS",
      "GET /stock AWS_IAM key",
      "GET /health NONE",
    ]);
    for (const { integration } of api?.methods ?? [])
      expect(integration.functionArn).toBe(model.functions[0]?.arn);
  });

  test.each([
    [undefined, undefined],
    [{ case_sensitive: true }, undefined],
    [{ case_sensitive: "false" }, true],
    [[{ case_sensitive: false }], true],
    [{}, undefined],
  ])("of user names with %j, the case is ignored: %s", (username_configuration, ignoresCase) => {
    const { api, identity } = shop();
    if (username_configuration)
      Object.assign(identity.resource.aws_cognito_user_pool.people, { username_configuration });
    const changed = readTerraform({ kind: "stacks", stacks: sources({ api, identity }) }, { strict: true });
    expect(changed.userPools[0]?.ignoresCase).toBe(ignoresCase);
  });

  test("gives what AWS assigns in AWS's shapes", () => {
    expect(api?.id).toMatch(/^[a-z0-9]{10}$/);
    expect(api?.executionArn).toBe(`arn:aws:execute-api:us-east-1:123456789012:${api?.id}`);
    expect(pool?.id).toMatch(/^us-east-1_[A-Za-z0-9]{9}$/);
    expect(pool?.issuer).toBe(`https://cognito-idp.us-east-1.amazonaws.com/${pool?.id}`);
    expect(pool?.clients[0]?.id).toMatch(/^[a-z0-9]{26}$/);
    expect(identityPool?.id).toMatch(
      /^us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(model.roles[0]?.uniqueId).toMatch(/^AROA[A-Z0-9]{17}$/);
    expect(model.functions[0]?.arn).toBe("arn:aws:lambda:us-east-1:123456789012:function:shop");
  });

  test("is the same from run to run, and differs from stack to stack", () => {
    expect(read()).toEqual(model);
    const other = readTerraform(
      { kind: "stacks", stacks: sources(shop()).map((source) => ({ ...source, name: `${source.name}-2` })) },
      { strict: true },
    );
    expect(other.apis[0]?.id).not.toBe(api?.id);
    expect(other.userPools[0]?.id).not.toBe(pool?.id);
  });

  test("follows references from stack to stack", () => {
    const cognito = api?.authorizers.filter((authorizer) => authorizer.type === "COGNITO_USER_POOLS");
    expect(cognito?.map(({ providerArns }) => providerArns)).toEqual([[pool?.arn], [pool?.arn]]);
    const user = model.roles.find(({ name }) => name === "shop-user");
    expect(user?.policies.map(({ address }) => address)).toEqual(["api/aws_iam_role_policy.user"]);
    expect(user?.policies[0]?.document).toMatchObject({
      statements: [
        { resources: [`${api?.executionArn}/dev/GET/pets`, `${api?.executionArn}/dev/GET/pets/*`] },
        {},
      ],
    });
  });

  test("names a function's archive by stack and file", () => {
    expect(model.functions[0]).toMatchObject({
      archive: "api/assets/fn/1/fn.zip",
      environment: { POOL: pool?.arn },
      permissions: [{ principal: "apigateway.amazonaws.com", sourceArn: `${api?.executionArn}/*/*` }],
    });
  });

  test("has the defaults of AWS where the Terraform is silent", () => {
    expect(model.functions[0]).toMatchObject({ timeoutSeconds: 3, memoryMb: 128 });
    expect(pool?.clients[0]).toMatchObject({
      hasSecret: false,
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"],
      accessTokenSeconds: 900,
      idTokenSeconds: 3_600,
      refreshTokenSeconds: 30 * 86_400,
    });
    expect(api?.authorizers.find(({ name }) => name === "lambda")).toMatchObject({
      type: "TOKEN",
      identitySources: ["method.request.header.Authorization"],
      ttlSeconds: 300,
    });
    expect(model.roles[0]?.maxSessionSeconds).toBe(3_600);
    expect(identityPool).toMatchObject({ allowUnauthenticated: false, allowClassicFlow: false });
  });

  test("takes the account that it is told", () => {
    const other = readTerraform(
      { kind: "stacks", stacks: sources(shop()) },
      { strict: true, accountId: "999999999999" },
    );
    expect(other.apis[0]?.executionArn).toContain(":999999999999:");
  });

  test("lets the identity pool's signed-in users assume the role, and nobody else", () => {
    const role = model.roles.find(({ name }) => name === "shop-user");
    if (!role || !identityPool) throw new Error("the fixture has no such role");
    const ask = (aud: string, amr: string) =>
      mayAssume(role, {
        action: "sts:AssumeRoleWithWebIdentity",
        principal: { type: "Federated", value: "cognito-identity.amazonaws.com" },
        context: { "cognito-identity.amazonaws.com:aud": aud, "cognito-identity.amazonaws.com:amr": [amr] },
      }).outcome;
    expect(ask(identityPool.id, "authenticated")).toBe("allow");
    expect(ask(identityPool.id, "unauthenticated")).toBe("deny");
    expect(ask("us-east-1:other", "authenticated")).toBe("deny");
  });

  test("has one system: the role that may invoke and that no group uses", () => {
    expect(systemRoles(model).map(({ name }) => name)).toEqual(["shop-stock"]);
  });

  test("has no second system once a group uses the role", () => {
    const grouped = read(({ api, identity }) => {
      identity.resource.aws_cognito_user_group.stock = {
        user_pool_id: "${aws_cognito_user_pool.people.id}",
        name: "stock",
        role_arn: "arn:aws:iam::123456789012:role/shop-stock",
      };
      api.resource.aws_cloudwatch_log_group.more = { name: "more" };
    });
    expect(systemRoles(grouped)).toEqual([]);
  });

  test("finds a system whose policy names one real path below a parameter", () => {
    const narrow = read(({ api }) => {
      const policy = JSON.parse(api.resource.aws_iam_role_policy.stock.policy);
      policy.Statement[0].Resource = "${aws_api_gateway_rest_api.shop.execution_arn}/dev/GET/pets/7";
      api.resource.aws_iam_role_policy.stock.policy = JSON.stringify(policy);
    });
    expect(systemRoles(narrow).map(({ name }) => name)).toEqual(["shop-stock"]);
  });
});

describe("policies come from", () => {
  const statement = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statement });
  const addresses = (edit: Parameters<typeof read>[0]) =>
    read(edit)
      .roles.find(({ name }) => name === "shop-stock")
      ?.policies.map(({ address }) => address);

  test("a managed policy attached", () => {
    const found = addresses(({ api }) => {
      api.resource.aws_iam_policy = { p: { name: "p", policy: text } };
      api.resource.aws_iam_role_policy_attachment = {
        p: { role: "${aws_iam_role.stock.name}", policy_arn: "${aws_iam_policy.p.arn}" },
      };
    });
    expect(found).toEqual(["api/aws_iam_role_policy.stock", "api/aws_iam_policy.p"]);
  });

  test("the role's own blocks", () => {
    const found = addresses(({ api }) => {
      api.resource.aws_iam_role.stock.inline_policy = [{ name: "p", policy: text }];
    });
    expect(found).toEqual(["api/aws_iam_role.stock", "api/aws_iam_role_policy.stock"]);
  });

  test("AWS, with a text that is not known", () => {
    const model = read(({ api }) => {
      api.resource.aws_iam_role.stock.managed_policy_arns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];
    });
    const role = model.roles.find(({ name }) => name === "shop-stock");
    expect(role?.policies.at(-1)).toEqual({
      address: "api/aws_iam_role.stock",
      name: "arn:aws:iam::aws:policy/ReadOnlyAccess",
      document: { unknown: "the text of arn:aws:iam::aws:policy/ReadOnlyAccess is not in this Terraform" },
    });
  });

  test("a policy document data source", () => {
    const model = read(({ api }) => {
      api.data.aws_iam_policy_document = {
        base: { statement: [{ sid: "a", actions: ["s3:*"], resources: ["*"] }] },
        p: {
          source_policy_documents: ["${data.aws_iam_policy_document.base.json}"],
          statement: [
            {
              sid: "a",
              effect: "Deny",
              actions: ["execute-api:Invoke"],
              resources: ["${aws_api_gateway_rest_api.shop.execution_arn}/*/&{aws:username}"],
              condition: [
                { test: "StringEquals", variable: "a:b", values: ["1"] },
                { test: "StringEquals", variable: "a:b", values: ["2"] },
              ],
            },
          ],
        },
      };
      api.resource.aws_iam_role_policy.stock.policy = "${data.aws_iam_policy_document.p.json}";
    });
    expect(model.roles.find(({ name }) => name === "shop-stock")?.policies[0]?.document).toEqual({
      version: "2012-10-17",
      statements: [
        {
          sid: "a",
          effect: "Deny",
          actions: ["execute-api:Invoke"],
          resources: [`${model.apis[0]?.executionArn}/*/\${aws:username}`],
          conditions: [{ operator: "StringEquals", key: "a:b", values: ["1", "2"] }],
        },
      ],
    });
  });

  test("text with an unknown part: the policy is unknown, and says of what", () => {
    const model = read(({ api }) => {
      api.resource.aws_kms_key = { k: {} };
      api.resource.aws_iam_role_policy.stock.policy = "${jsonencode({a = aws_kms_key.k.arn})}";
    });
    expect(model.roles.find(({ name }) => name === "shop-stock")?.policies[0]?.document).toEqual({
      unknown: "api/aws_kms_key.k.arn: known after apply",
    });
    expect(systemRoles(model)).toEqual([]);
  });
});

describe("what is not evaluated is announced", () => {
  test.each<[string, (resource: Document) => void, string]>([
    [
      "a web ACL",
      (r) => {
        r.aws_wafv2_web_acl = { acl: {} };
      },
      "api/aws_wafv2_web_acl.acl",
    ],
    [
      "scopes without Cognito",
      (r) => {
        r.aws_api_gateway_method["get-pets"].authorization_scopes = ["a"];
      },
      "api/aws_api_gateway_method.get-pets",
    ],
    [
      "an authorizer that has no effect",
      (r) => {
        r.aws_api_gateway_method["get-health"].authorizer_id = "x";
      },
      "api/aws_api_gateway_method.get-health",
    ],
    [
      "a canary",
      (r) => {
        r.aws_api_gateway_stage.dev.canary_settings = { percent_traffic: 5 };
      },
      "api/aws_api_gateway_stage.dev",
    ],
    [
      "a permission beside the API",
      (r) => {
        r.aws_lambda_permission.fn.action = "lambda:InvokeFunctionUrl";
      },
      "api/aws_lambda_permission.fn",
    ],
    [
      "a permission for another account",
      (r) => {
        r.aws_lambda_permission.fn.source_account = "1";
      },
      "api/aws_lambda_permission.fn",
    ],
    [
      "a policy of a role elsewhere",
      (r) => {
        r.aws_iam_role_policy.stock.role = "elsewhere";
      },
      "api/aws_iam_role_policy.stock",
    ],
  ])("%s", (_, edit, address) => {
    const { notices } = read(({ api }) => edit(api.resource));
    expect(notices.map((notice) => notice.address)).toEqual([address]);
  });

  test("nothing, where everything is evaluated", () => {
    expect(read().notices).toEqual([]);
  });
});
