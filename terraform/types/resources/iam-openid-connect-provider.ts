import { assigned, ignored, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";

export const iamOpenidConnectProvider = {
  name: "aws_iam_openid_connect_provider",
  notRead: {
    notEvaluated: "roles that the OpenID Connect provider's users assume are not handed out",
    served: true,
  },
  attributes: {
    url: replacing(served),
    client_id_list: served,
    thumbprint_list: ignored,
    id: assigned("{arn}"),
    // IAM names the provider by its URL without the scheme.
    arn: assigned({ before: "arn:aws:iam::{account}:oidc-provider/", url: "url" }),
  },
} satisfies ResourceType;
