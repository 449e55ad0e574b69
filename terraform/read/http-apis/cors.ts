import { TerraformError } from "../../error";
import type { Cors } from "../../model";
import type { Fields } from "../fields";

/**
 * What an HTTP API tells browsers, or the URL of a function. The document of a body has no say: the provider removes what it says.
 * https://github.com/hashicorp/terraform-provider-aws/issues/33390
 *
 * @throws TerraformError `ARGUMENT_UNSUPPORTED` where API Gateway refuses it
 */
export function readCors(api: Fields, argument = "cors_configuration"): Cors | undefined {
  const [block] = api.blocks(argument);
  if (!block) return undefined;
  const maxAge = block.optionalNumber("max_age");
  const cors = {
    address: api.address,
    origins: block.texts("allow_origins"),
    methods: block.texts("allow_methods"),
    headers: block.texts("allow_headers"),
    exposed: block.texts("expose_headers"),
    ...(maxAge !== undefined && { maxAge }),
    allowsCredentials: block.flag("allow_credentials", false),
  };
  if (cors.allowsCredentials && cors.origins.includes("*"))
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      "allow_credentials is refused where allow_origins has *",
      api.address,
      argument,
    );
  return cors;
}
