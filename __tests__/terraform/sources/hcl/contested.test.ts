import { API, cells, integration, method, notices, OPEN, read } from "./text";

/** Shapes that configurations in the wild have, each small: what is told is told, and the rest is unknown. */

describe("several at one place", () => {
  const files = { "main.tf": API + OPEN + integration("first") + integration("second") };

  test("two integrations are not known apart, which is nothing to who may call", async () => {
    const model = await read(files);
    expect(cells(model)).toEqual(["GET /pets anonymous: allow", "GET /pets signed-in: allow"]);
    expect(model.apis[0]?.methods[0]?.integration.type).toBe("UNKNOWN");
    expect(notices(model)).toContainEqual(
      expect.stringMatching(/^aws_api_gateway_integration\.second: .*first/),
    );
  });

  test("the gate refuses them", async () => {
    await expect(read(files, { strict: true })).rejects.toMatchObject({ code: "DUPLICATE" });
  });

  test("two methods are one that is not known, also where a count chooses between them", async () => {
    const twice = (open: string, signed: string) => ({
      "main.tf": `${API}
        variable "guarded" { type = bool }
        ${method("open", "GET", `${open}\nauthorization = "NONE"`)}
        ${method("signed", "GET", `${signed}\nauthorization = "AWS_IAM"`)}`,
    });
    const unknown = ["GET /pets anonymous: unknown", "GET /pets signed-in: unknown"];
    expect(cells(await read(twice("", "")))).toEqual(unknown);
    await expect(read(twice("", ""), { strict: true })).rejects.toMatchObject({ code: "DUPLICATE" });
    const chosen = twice("count = var.guarded ? 0 : 1", "count = var.guarded ? 1 : 0");
    expect(cells(await read(chosen))).toEqual(unknown);
  });
});

describe("what leads to nothing", () => {
  const logs = `
  resource "aws_cloudwatch_log_group" "shop" {
    name       = "shop"
    kms_key_id = aws_kms_key.gone.arn
  }`;

  test("is ignored with a notice, in a resource that has no influence on access", async () => {
    const model = await read({ "main.tf": API + OPEN + logs });
    expect(cells(model)).toEqual(["GET /pets anonymous: allow", "GET /pets signed-in: allow"]);
    expect(notices(model)).toContainEqual(
      expect.stringMatching(/^aws_cloudwatch_log_group\.shop: .*ignored.*aws_kms_key\.gone/),
    );
  });

  test("is unknown in one that has, and refused by the gate", async () => {
    const files = { "main.tf": API + method("list", "GET", "authorization = local.gone") };
    expect(cells(await read(files))).toEqual([
      "GET /pets anonymous: unknown",
      "GET /pets signed-in: unknown",
    ]);
    await expect(read(files, { strict: true })).rejects.toMatchObject({ code: "REFERENCE_MISSING" });
  });

  test("is unknown where it is a variable, whose file may not be here", async () => {
    const model = await read({ "main.tf": API + method("list", "GET", "authorization = var.lock") });
    expect(cells(model)).toEqual(["GET /pets anonymous: unknown", "GET /pets signed-in: unknown"]);
    expect(model.notices).toContainEqual(expect.objectContaining({ address: "var.lock", weight: "warning" }));
  });
});

describe("a Cognito authorizer", () => {
  const withPools = (arns: string): string => `${API}
    variable "pool" {}
    resource "aws_cognito_user_pool" "own" { name = "own" }
    resource "aws_cognito_user_pool_client" "web" {
      name         = "web"
      user_pool_id = aws_cognito_user_pool.own.id
    }
    resource "aws_cognito_user_group" "staff" {
      name         = "staff"
      user_pool_id = aws_cognito_user_pool.own.id
    }
    resource "aws_api_gateway_authorizer" "pool" {
      name          = "pool"
      rest_api_id   = aws_api_gateway_rest_api.shop.id
      type          = "COGNITO_USER_POOLS"
      provider_arns = ${arns}
    }
    ${method(
      "list",
      "GET",
      `authorization = "COGNITO_USER_POOLS"
       authorizer_id = aws_api_gateway_authorizer.pool.id`,
    )}`;
  const decisions = async (arns: string) => cells(await read({ "main.tf": withPools(arns) }));

  test("of the pool of this Terraform takes its users", async () => {
    expect(await decisions("[aws_cognito_user_pool.own.arn]")).toEqual([
      "GET /pets anonymous: deny",
      "GET /pets signed-in: allow",
      "GET /pets group:staff: allow",
    ]);
  });

  test("of a pool that has no value may accept every pool's users", async () => {
    expect(await decisions("[var.pool]")).toEqual([
      "GET /pets anonymous: deny",
      "GET /pets signed-in: unknown",
      "GET /pets group:staff: unknown",
    ]);
  });

  test("of another pool, by its ARN, takes that one's users and no others", async () => {
    expect(
      await decisions('["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Other"]'),
    ).toEqual([
      "GET /pets anonymous: deny",
      "GET /pets signed-in: deny",
      "GET /pets group:staff: deny",
      "GET /pets pool:eu-west-1_Other: allow",
    ]);
  });
});
