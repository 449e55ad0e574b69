import { UsageError } from "../../cli/error";
import { check, fields, oneOf } from "../../constructs/declaration";
import { DeclarationError } from "../../constructs/declaration/errors";
import { GatehouseError } from "../../contract/errors";
import { ConfigurationError } from "../../contract/variables";
import { KeyGatewayError } from "../../functions/api-keys/key-gateway";
import { TokenRefused } from "../../functions/token-verifier/refusal";
import { GateError } from "../../gateway/error";
import { StoreProblem } from "../../gateway/store/store";
import { TerraformError } from "../../terraform/error";

const errors = [
  new ConfigurationError("ISSUER", "is missing"),
  new DeclarationError("FIELD_UNKNOWN", "routes has the field role"),
  new GateError("PORT_IN_USE", "Port 3000 is in use."),
  new KeyGatewayError("GetUsage", 500),
  new StoreProblem("their process has ended"),
  new TerraformError("DUPLICATE", "it is there twice", "aws_iam_role.a"),
  new TokenRefused("EXPIRY"),
  new UsageError("NO_PROJECT", "There is no cdktf.json."),
];

test.each(errors.map((error) => [error.name, error] as const))(
  "%s is a GatehouseError with a code in upper snake case, a message and its own name",
  (name, error) => {
    expect(error).toBeInstanceOf(GatehouseError);
    expect(error.code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
    expect(error.message).not.toBe("");
    expect(String(error)).toBe(`${error.constructor.name}: ${error.message}`);
    expect(name).toBe(error.constructor.name);
  },
);

test("an error keeps its place, what was expected, and its cause", () => {
  const cause = new Error("ENOENT");
  const error = new GateError("STATE_BROKEN", "It is broken.", { where: "f.json", expected: "JSON", cause });
  expect(error).toMatchObject({ where: "f.json", expected: "JSON", cause });
  expect(new GateError("STATE_BROKEN", "It is broken.")).toMatchObject({
    where: undefined,
    expected: undefined,
  });
});

test("the error of a declaration has its field's place and what was expected there", () => {
  const schema = fields({ lock: oneOf(["iam", "jwt"]) });
  expect(() => check(schema, { lock: "iamm" }, "route")).toThrow(
    expect.objectContaining({
      code: "VALUE_INVALID",
      where: "route.lock",
      expected: "iam or jwt",
      message: 'route.lock is "iamm"; expected iam or jwt. Did you mean "iam"?',
    }),
  );
});
