import { computed, ignored, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofUserPool } from "../shared-links";

export const cognitoUserPoolDomain = {
  name: "aws_cognito_user_pool_domain",
  attributes: {
    user_pool_id: replacing(ofUserPool),
    domain: replacing(served),
    certificate_arn: ignored,
    managed_login_version: ignored,
    aws_account_id: computed,
    cloudfront_distribution: computed,
    cloudfront_distribution_arn: computed,
    cloudfront_distribution_zone_id: computed,
    s3_bucket: computed,
    version: computed,
  },
} satisfies ResourceType;
