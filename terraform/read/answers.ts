import { TerraformError } from "../error";
import type { Fields } from "./fields";

/** `'text'`, or where in the request, the call's context or the stage the value comes from. */
const MAPPING =
  /^('[^']*'|context\.[\w.-]+|stageVariables\.\w+|(method\.request|integration\.response)\.(header|path|querystring)\.[\w$.-]+|integration\.response\.body(\..+)?)$/;

/**
 * The headers that an answer is given, by name, each with its mapping.
 *
 * @param prefix what stands before the header's name: `gatewayresponse.header.`
 * @throws TerraformError `ARGUMENT_UNSUPPORTED`
 */
export function readMappings(fields: Fields, argument: string, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields.map(argument)).map(([key, mapping]) => {
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
 * The status of an answer; undefined where it is not set.
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
