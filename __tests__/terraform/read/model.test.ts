import { mayAssume } from "../../../terraform/access/decide/trust";
import { systemRoles } from "../../../terraform/access/matrix/systems";
import { readTerraform } from "../../../terraform/read";
import { type Document, shop, sources } from "../build/stacks";

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

  test("lets only the identity pool's signed-in users assume the role", () => {
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
