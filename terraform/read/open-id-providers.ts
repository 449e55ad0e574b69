import type { OpenIdProvider } from "../model";
import type { Resources } from "./resources";

/** The OpenID Connect issuers that IAM knows. */
export function readOpenIdProviders(resources: Resources): readonly OpenIdProvider[] {
  return resources.ofType("aws_iam_openid_connect_provider").map((provider) => ({
    address: provider.address,
    arn: provider.link("arn"),
    name: provider.text("url").replace(/^https:\/\//, ""),
    clientIds: provider.texts("client_id_list"),
  }));
}
