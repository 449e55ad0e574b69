import type { GuardSide } from "../../../../../terraform/access/guard/guard";
import { iam, type RuleCases, side } from "../side";

const methods = { "GET /pets": iam };
const address = "shop/aws_api_gateway_method.GET_pets";

/** The shop as a newer provider writes it, with an argument that is not known here. */
const withWish = (wish: unknown, unwritten: readonly string[] = []): GuardSide => {
  const { resources, ...rest } = side(methods);
  return {
    ...rest,
    resources: resources.map((resource) =>
      resource.address === address
        ? { ...resource, values: { ...resource.values, wish }, unwritten: new Set(unwritten) }
        : resource,
    ),
  };
};

export const cases: RuleCases = {
  "an unknown argument that is added": {
    base: side(methods),
    head: withWish("OPEN"),
    finds: [address],
    messages: ["the argument wish is not known, and its value differs"],
  },
  "an unknown argument whose value changes": {
    base: withWish("SHUT"),
    head: withWish("OPEN"),
    finds: [address],
  },
  "an unknown argument that is taken away": {
    base: withWish("OPEN"),
    head: withWish(null),
    finds: [address],
  },
  "an unknown argument that stays as it is": { base: withWish("OPEN"), head: withWish("OPEN"), finds: [] },
  "an unknown attribute that the provider computes": {
    base: side(methods),
    head: withWish("2026-01-01", ["wish"]),
    finds: [],
  },
  "an unknown argument of a resource that goes": { base: withWish("OPEN"), head: side({}), finds: [] },
};
