import { assigned, computed, ignored, newer, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";

export const iamSamlProvider = {
  name: "aws_iam_saml_provider",
  notRead: { notEvaluated: "roles that the SAML provider's users assume are not handed out" },
  attributes: {
    name: replacing(ignored),
    saml_metadata_document: ignored,
    id: assigned("{arn}"),
    arn: assigned("arn:aws:iam::{account}:saml-provider/{name}"),
    saml_provider_uuid: newer(computed),
    valid_until: computed,
  },
} satisfies ResourceType;
