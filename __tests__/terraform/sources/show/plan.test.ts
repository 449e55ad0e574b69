import { decide } from "../../../../terraform/access/decide/decide";
import type { Caller } from "../../../../terraform/access/decide/request";
import { matchRoute } from "../../../../terraform/access/decide/route";
import type { ApiModel } from "../../../../terraform/model";
import type { Decision } from "../../../../terraform/model/decision";
import { readTerraform } from "../../../../terraform/read";
import { creation, type Document, expressionsOf, refs } from "../../build/plan";

const read = (document: Document, side?: "before" | "after") =>
  readTerraform({ kind: "plan", document, ...(side && { side }) });

function ask(model: ApiModel, verb: string, path: string, caller: Caller): Decision {
  const [api] = model.apis;
  const [stage] = api?.stages ?? [];
  const match = api && matchRoute(api, verb, path);
  if (!api || !stage || !match) throw new Error(`no ${verb} ${path}`);
  return decide(model, { api, stage, match, verb, path, caller });
}

describe("a plan that creates everything", () => {
  test("links resources through the configuration's references, with stand-ins for what AWS assigns", () => {
    const model = read(creation());
    const [api] = model.apis;
    expect(api?.methods.map(({ path, unknown, verb }) => [verb, path, unknown])).toEqual([
      ["GET", "/pets", undefined],
    ]);
    expect(api?.stages.map(({ name }) => name)).toEqual(["v1"]);
    expect(api?.executionArn).toBe(`arn:aws:execute-api:eu-west-1:123456789012:${api?.id}`);
    expect(api?.policy).toBeUndefined();
    expect(model.notices).toEqual([]);
  });

  test("an unknown policy says what it is made from, and its decision is unknown", () => {
    const model = read(creation());
    const [role] = model.roles;
    const decision = ask(model, "GET", "/pets", { kind: "iam", roleArn: role?.arn ?? "", context: {} });
    expect(decision).toMatchObject({
      outcome: "unknown",
      source: { address: "aws_iam_role_policy.user" },
      reason: expect.stringContaining(
        "known after apply; it is made from aws_api_gateway_rest_api.shop.execution_arn",
      ),
    });
  });

  test("has nothing before", () => {
    expect(read(creation(), "before").apis).toEqual([]);
  });

  test("a reference among others is no link: the method's path is not guessed", () => {
    const document = creation();
    expressionsOf(document, "aws_api_gateway_method.get").resource_id = refs(
      "aws_api_gateway_resource.pets.id",
      "aws_api_gateway_resource.other.id",
    );
    const method = read(document).apis[0]?.methods[0];
    expect(method?.unknown).toContain("its path is not known");
    expect(method?.unknown).toContain("aws_api_gateway_resource.pets.id");
    expect(method?.path).toBe("/(aws_api_gateway_method.get.resource_id)");
  });

  test("a reference to an attribute that the argument cannot take is no link", () => {
    const document = creation();
    expressionsOf(document, "aws_api_gateway_method.get").resource_id = refs(
      "aws_api_gateway_resource.pets.path_part",
    );
    expect(read(document).apis[0]?.methods[0]?.unknown).toContain("its path is not known");
  });

  test("an argument that is unknown and decides makes the method's decisions unknown", () => {
    const document = creation();
    const [, , method] = document.resource_changes;
    delete document.planned_values.root_module.resources[2].values.authorization;
    method.change.after_unknown.authorization = true;
    expressionsOf(document, "aws_api_gateway_method.get").authorization = refs(
      "aws_ssm_parameter.lock.value",
    );
    const decision = ask(read(document), "GET", "/pets", { kind: "anonymous" });
    expect(decision.outcome).toBe("unknown");
    expect(decision.reason).toContain("aws_ssm_parameter.lock.value");
  });

  test("is refused whole by a strict reader, where something is not known", () => {
    const document = creation();
    document.resource_changes[2].change.after_unknown.authorization = true;
    delete document.planned_values.root_module.resources[2].values.authorization;
    expressionsOf(document, "aws_api_gateway_method.get").authorization = refs(
      "aws_ssm_parameter.lock.value",
    );
    expect(() => readTerraform({ kind: "plan", document }, { strict: true })).toThrow(
      expect.objectContaining({ code: "VALUE_UNKNOWN" }),
    );
  });
});
