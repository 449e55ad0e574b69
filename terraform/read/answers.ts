import { TerraformError } from "../error";
import type { Fields } from "./fields";

/** A mapping: a literal `'text'`, or a place in the request, the request's context or the stage variables. */
const MAPPING =
  /^('[^']*'|context\.[\w.-]+|stageVariables\.\w+|(method\.request|integration\.response)\.(header|path|querystring)\.[\w$.-]+|integration\.response\.body(\..+)?)$/;

/**
 * The headers of a response by name, each with its mapping.
 *
 * A header whose value is not known is left out, so that a browser reads no answer for it.
 *
 * @param prefix of a key before the header's name: `gatewayresponse.header.`
 * @throws TerraformError `ARGUMENT_UNSUPPORTED`
 */
export function readMappings(fields: Fields, argument: string, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields.knownMap(argument)).map(([key, mapping]) => {
      if (key.startsWith(prefix) && MAPPING.test(mapping)) return [key.slice(prefix.length), mapping];
      throw new TerraformError(
        "ARGUMENT_UNSUPPORTED",
        `${argument} maps ${mapping} to ${key}, expected ${prefix}NAME and 'text', context.NAME, stageVariables.NAME or method.request.header.NAME`,
        fields.address,
      );
    }),
  );
}

/**
 * The status of a response; undefined where it is not set.
 *
 * @throws TerraformError `ARGUMENT_UNSUPPORTED`
 */
export function readStatus(fields: Fields): number | undefined {
  const status = fields.optionalNumber("status_code");
  if (status === undefined || (Number.isInteger(status) && status >= 200 && status <= 599)) return status;
  throw new TerraformError(
    "ARGUMENT_UNSUPPORTED",
    `status_code is ${status}, expected 200 to 599`,
    fields.address,
  );
}
