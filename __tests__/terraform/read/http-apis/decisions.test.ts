import { readTerraform } from "../../../../terraform/read";
import { cellAt, httpDocument, httpShop, LOCKED } from "../../build/http-shop";
import type { Resources } from "../../build/people";
import { cases } from "./decision-cases";

test.each(cases)("$name", ({ at, expected, resources, routes }) => {
  const model = httpShop(routes, resources);
  const decided = Object.keys(expected).map((principal) => [
    principal,
    cellAt(model, at, principal).decision,
  ]);
  expect(Object.fromEntries(decided)).toEqual(expected);
});

test("the pool's id tells the issuer where the region is not known", () => {
  const issuer = "https://cognito-idp.eu-west-1.amazonaws.com/${aws_cognito_user_pool.people.id}";
  const audience = ["${aws_cognito_user_pool_client.app.id}"];
  const document = httpDocument(
    { "GET /pets": LOCKED.people },
    { aws_apigatewayv2_authorizer: { people: { jwt_configuration: { issuer, audience } } } },
  );
  const { resource } = document as { readonly resource: Resources };
  // As @cdktf/hcl2json has it: every block is a list.
  const blocks = Object.entries(resource).map(([type, named]) => [
    type,
    Object.fromEntries(Object.entries(named).map(([name, values]) => [name, [values]])),
  ]);
  const json = { resource: Object.fromEntries(blocks) };
  const model = readTerraform({ kind: "hcl", files: [{ path: "main.tf", json }] });
  expect(cellAt(model, "GET /pets", "signed-in").decision).toBe("allow");
});
