import type { SamlProvider } from "../model";
import type { Resources } from "./resources";

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
