import type { ApiModel, FunctionUrl, Notice } from "../../terraform/model";
import { findBackend } from "../lambda/find-function";

/** What the gate does differently from the cloud with the URL of a function. */
export function urlDifferences(
  { address, halfPermitted, methods: [route] }: FunctionUrl,
  model: ApiModel,
): Notice[] {
  const named = route?.integration.functionArn;
  const refused =
    halfPermitted === undefined
      ? []
      : [{ address, message: `calls get 403, as in the cloud: ${halfPermitted}` }];
  if (named !== undefined && findBackend(model, named, {})) return refused;
  return [
    ...refused,
    {
      address,
      message: `its function ${named}, or the code of that version, is not in this Terraform: calls get 502`,
    },
  ];
}
