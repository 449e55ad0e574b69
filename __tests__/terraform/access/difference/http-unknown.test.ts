import { difference } from "../../../../terraform/access/difference";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { LOCKED, type Routes } from "../../build/http-shop";
import type { Resources } from "../../build/people";
import { httpSide } from "../guard/side";

function compared(routes: Routes, resources: Resources = {}) {
  const side = httpSide(routes, resources);
  return { ...side, matrix: accessMatrix(side.model, side.evidence) };
}

const scoped = (...names: readonly string[]): Routes => ({
  "GET /pets": { ...LOCKED.login, authorization_scopes: names },
});
const logged: Resources = { aws_cloudwatch_log_group: { g: { name: "g" } } };

test("a scope that another issuer gives out: who gains by it cannot be told", () => {
  const { undecided, widened } = difference(compared(scoped("read")), compared(scoped("read", "write")));
  expect(widened).toEqual([]);
  expect(undecided).toMatchObject([{ resource: "shop/aws_apigatewayv2_route.r0" }]);
});

test("what has no say about it is no difference", () => {
  const { narrowed, trust, undecided, widened } = difference(
    compared(scoped("read")),
    compared(scoped("read"), logged),
  );
  expect({ narrowed, trust, undecided, widened }).toEqual({
    narrowed: [],
    trust: [],
    undecided: [],
    widened: [],
  });
});
