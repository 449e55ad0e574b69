import { assigned, computed, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofFunction } from "../shared-links";
import { DIGITS, LOWER, random } from "../stand-ins";

export const lambdaFunctionUrl = {
  name: "aws_lambda_function_url",
  attributes: {
    function_name: replacing(ofFunction),
    authorization_type: read,
    // A browser asks it on behalf of pages of other origins; every other caller ignores it.
    cors: served,
    invoke_mode: served,
    qualifier: replacing(read),
    function_arn: computed,
    function_url: assigned("https://{url_id}.lambda-url.{region}.on.aws/"),
    url_id: assigned(random(32, LOWER + DIGITS)),
  },
} satisfies ResourceType;
