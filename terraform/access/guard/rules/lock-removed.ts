import { LOCKS } from "../../decide";
import { routeAnswering, sidesOf } from "../../difference";
import type { MatrixRoute } from "../../matrix";
import type { Finding, Rule } from "../rule";

export const lockRemoved: Rule = {
  id: "lock-removed",
  level: "critical",
  finds: "A method whose authorization becomes NONE",
  reason: "A method whose authorization becomes NONE is open to the internet",
  fix: "Restore the method's authorization; if it is meant to be public, waive this with the reason",
  example: "api/aws_api_gateway_method.get_pets",
  needs: "access",
  check: ({ base, matrix }) => {
    if (!base) return [];
    const { base: before } = sidesOf(base.matrix, matrix);
    return matrix.routes.flatMap((route): Finding[] => {
      const was = routeAnswering(before, route, route.method === "ANY" ? "GET" : route.method);
      if (!isOpen(route) || !was || isOpen(was)) return [];
      return [{ resource: route.address, message: `${nameOf(route)} was ${was.authorization}, and is open` }];
    });
  },
};

function isOpen({ authorization }: MatrixRoute): boolean {
  return LOCKS[authorization].credentials === "none";
}

function nameOf({ method, path }: MatrixRoute): string {
  return `${method} ${path}`;
}
