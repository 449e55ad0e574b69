import { assigned, computed, newer, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";

export const iamSamlProvider = {
  name: "aws_iam_saml_provider",
  notRead: { notEvaluated: "roles that the SAML provider's users assume are not handed out", served: true },
  attributes: {
    name: replacing(served),
    saml_metadata_document: served,
    id: assigned("{arn}"),
    arn: assigned("arn:aws:iam::{account}:saml-provider/{name}"),
    saml_provider_uuid: newer(computed),
    valid_until: computed,
  },
} satisfies ResourceType;
