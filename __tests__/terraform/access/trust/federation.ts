import type { Resources } from "../../build/people";
import { changed, type TrustCases, trusting } from "./town";

const github = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_iam_openid_connect_provider: { github: values },
});
const of = (effect: string, argument: string) => [
  `${effect} aws_iam_openid_connect_provider.github ${argument}`,
];

const saml = (document: string): Resources => ({
  aws_iam_saml_provider: { corp: { name: "corp", saml_metadata_document: document } },
  aws_iam_role: {
    partner: {
      assume_role_policy: trusting(
        { Federated: "${aws_iam_saml_provider.corp.arn}" },
        { Action: "sts:AssumeRoleWithSAML" },
      ),
    },
  },
});

const anchor = (pca: string): Resources => ({
  aws_rolesanywhere_trust_anchor: {
    pki: { name: "pki", source: [{ source_type: "AWS_ACM_PCA", source_data: [{ acm_pca_arn: pca }] }] },
  },
});

export const federation: TrustCases = {
  "another audience": {
    head: github({ client_id_list: ["sts.amazonaws.com", "other"] }),
    says: of("other", "client_id_list"),
  },
  "another certificate": {
    head: github({ thumbprint_list: ["b".repeat(40)] }),
    says: of("other", "thumbprint_list"),
  },
  "an audience fewer": {
    base: github({ client_id_list: ["sts.amazonaws.com", "other"] }),
    says: of("narrower", "client_id_list"),
  },
  "another key of a SAML provider": {
    base: saml("<a/>"),
    head: saml("<b/>"),
    says: ["other aws_iam_saml_provider.corp saml_metadata_document"],
  },
  "another authority of certificates": changed(
    anchor("arn:aws:acm-pca:us-east-1:1:certificate-authority/a"),
    anchor("arn:aws:acm-pca:us-east-1:1:certificate-authority/b"),
    "other aws_rolesanywhere_trust_anchor.pki source.source_data.acm_pca_arn",
  ),
};
