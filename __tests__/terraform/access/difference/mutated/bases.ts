import { resolveTerraform } from "../../../../../terraform/sources";
import { allow, policy, shopDocument } from "../../../build/shop";
import { shop, sources } from "../../../build/stacks";

/** Two stacks with one method for each lock. */
export const twoStacks = () => resolveTerraform({ kind: "stacks", stacks: sources(shop()) });

/** A shop with an identity pool, and one method for each lock. */
export const oneStack = () =>
  resolveTerraform({
    kind: "stacks",
    stacks: [
      {
        name: "shop",
        document: shopDocument(
          {
            "GET /pets": { authorization: "AWS_IAM" },
            "POST /pets": {
              authorization: "CUSTOM",
              authorizer_id: "${aws_api_gateway_authorizer.lambda.id}",
            },
            "GET /me": {
              authorization: "COGNITO_USER_POOLS",
              authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
            },
          },
          policy(allow("GET/pets")),
        ),
      },
    ],
  });
