import type { ComparedResource } from "./content";
import type { Undecided } from "./undecided";

/**
 * HTTP APIs whose OpenAPI body is taken away. The provider imports a body, and does nothing where there is none any
 * more: the routes that it imported stay live, and no Terraform names them.
 */
export function removedBodies(
  base: readonly ComparedResource[],
  head: readonly ComparedResource[],
): readonly Undecided[] {
  const kept = new Map(head.map((resource) => [resource.address, resource]));
  return base.flatMap(({ address, type, values }) => {
    const after = kept.get(address);
    if (type !== "aws_apigatewayv2_api" || !after || isEmpty(values.body) || !isEmpty(after.values.body))
      return [];
    const why = "it is taken away, and the routes that it imported stay live: Terraform does not remove them";
    return [{ resource: address, argument: "body", why }];
  });
}

function isEmpty(body: unknown): boolean {
  return body === undefined || body === null || body === "";
}
