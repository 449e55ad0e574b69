import { computed, ignored, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofFunction } from "../shared-links";

export const lambdaFunctionUrl = {
  name: "aws_lambda_function_url",
  unserved: { notice: "the function can also be called around the API, by its own URL" },
  attributes: {
    function_name: replacing(ofFunction),
    authorization_type: read,
    cors: ignored,
    invoke_mode: ignored,
    qualifier: replacing(read),
    function_arn: computed,
    function_url: computed,
    url_id: computed,
  },
} satisfies ResourceType;
