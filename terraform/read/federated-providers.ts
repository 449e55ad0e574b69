import type { OpenIdProvider, SamlProvider } from "../model";
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

/** The SAML identity providers that IAM knows. */
export function readSamlProviders(resources: Resources): readonly SamlProvider[] {
  return resources.ofType("aws_iam_saml_provider").map((provider) => {
    const unknown = provider.unresolved("saml_metadata_document");
    return {
      address: provider.address,
      arn: provider.link("arn"),
      name: provider.text("name"),
      metadata: unknown === undefined ? provider.text("saml_metadata_document") : { unknown },
    };
  });
}
