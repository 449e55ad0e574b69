import { addedScopes } from "../../../../terraform/access/difference/added-scopes";
import { httpShop, LOCKED } from "../../build/http-shop";
import type { Resources } from "../../build/people";

const takes = (...scopes: readonly string[]) => ({
  "GET /pets": { ...LOCKED.people, authorization_scopes: scopes },
});

const client: Resources = {
  aws_cognito_user_pool_client: {
    app: {
      allowed_oauth_flows_user_pool_client: true,
      allowed_oauth_flows: ["code"],
      allowed_oauth_scopes: ["write"],
    },
  },
};

const trigger: Resources = {
  aws_cognito_user_pool: {
    people: {
      lambda_config: [
        {
          pre_token_generation_config: [
            { lambda_arn: "arn:aws:lambda:us-east-1:111111111111:function:t", lambda_version: "V2_0" },
          ],
        },
      ],
    },
  },
};

test.each([
  ["a scope that no client may ask for", takes("read"), takes("read", "write"), {}, ["authorization_scopes"]],
  ["another one in its place", takes("read"), takes("write"), {}, ["authorization_scopes"]],
  ["a scope that a client may ask for", takes("read"), takes("read", "write"), client, []],
  ["a scope that a trigger may give", takes("read"), takes("read", "write"), trigger, []],
  ["a scope less", takes("read", "write"), takes("read"), {}, []],
  ["no scope any more, which every token fits", takes("read"), takes(), {}, []],
  ["another lock", takes("read"), { "GET /pets": LOCKED.iam }, {}, []],
  ["a new route", {}, takes("read"), {}, []],
] as const)("%s", (_, base, head, resources, expected) => {
  const found = addedScopes(httpShop(base, resources), httpShop(head, resources));
  expect(found.map(({ argument }) => argument)).toEqual(expected);
});
