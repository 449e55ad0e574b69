import type { ApiModel, FunctionUrl, Notice } from "../../terraform/model";
import { findBackend } from "../lambda/find-function";

/** What the gate does differently from the cloud with the URL of a function. */
export function urlDifferences({ address, methods: [route] }: FunctionUrl, model: ApiModel): Notice[] {
  const named = route?.integration.functionArn;
  if (named !== undefined && findBackend(model, named, {})) return [];
  return [
    {
      address,
      message: `its function ${named}, or the code of that version, is not in this Terraform: calls get 502`,
    },
  ];
}
