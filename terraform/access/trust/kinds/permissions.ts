import type { Estate, Owned } from "../estate";
import type { TrustedTypes } from "../trusted-type";

const APIS = ["aws_api_gateway_rest_api", "aws_apigatewayv2_api"];
const POOLS = ["aws_cognito_user_pool"];

/** Whether a permission is one that AWS itself needs: of an API or a user pool of this Terraform, and of it alone. */
export function isOwnService({ plain }: Owned, estate: Estate): boolean {
  const of = { "apigateway.amazonaws.com": APIS, "cognito-idp.amazonaws.com": POOLS }[
    String(plain.principal)
  ];
  return of !== undefined && estate.mentioned(plain.source_arn, of).length > 0;
}

const isAdded = { narrower: (from: unknown) => from === undefined };

/** Who may call or change a function without a route. */
export const permissions: TrustedTypes = {
  aws_lambda_permission: {
    kind: "permission",
    root: () => true,
    uses: { principal: ["aws_iam_role", "aws_iam_user"] },
    added: (resource, estate) => (isOwnService(resource, estate) ? "unsaid" : "other"),
    removed: "narrower",
    ignored: ["statement_id", "statement_id_prefix"],
    rules: {
      source_arn: isAdded,
      source_account: isAdded,
      principal_org_id: isAdded,
      event_source_token: isAdded,
      function_url_auth_type: { narrower: (_, to) => to === "AWS_IAM" },
    },
  },
};
