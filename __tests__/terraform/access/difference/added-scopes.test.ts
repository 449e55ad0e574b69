import { addedScopes } from "../../../../terraform/access/difference/added-scopes";
import { type Evidence, NO_EVIDENCE } from "../../../../terraform/access/matrix/evidence";
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

/** With a role table that is known, the trigger gives `people/user` to the group `user`. */
const trigger: Resources = {
  aws_cognito_user_pool: {
    people: {
      lambda_config: [
        {
          pre_token_generation_config: [
            { lambda_arn: "${aws_lambda_function.backend.arn}", lambda_version: "V2_0" },
          ],
        },
      ],
    },
  },
  aws_lambda_function: {
    backend: { environment: [{ variables: { RESOURCE_SERVER: "people", ROLES: "user" } }] },
  },
};
const known: Evidence = { ...NO_EVIDENCE, tokenScopes: ["shop/aws_lambda_function.backend"] };

test.each([
  ["a scope that no client may ask for", takes("read"), takes("read", "write"), {}, ["authorization_scopes"]],
  ["another one in its place", takes("read"), takes("write"), {}, ["authorization_scopes"]],
  ["a scope that a client may ask for", takes("read"), takes("read", "write"), client, []],
  ["a scope that a trigger may give", takes("read"), takes("read", "write"), trigger, []],
  ["a scope that a trigger gives", takes("read"), takes("read", "people/user"), trigger, [], known],
  [
    "a scope that a trigger does not give",
    takes("read"),
    takes("read", "people/guest"),
    trigger,
    ["authorization_scopes"],
    known,
  ],
  ["a scope less", takes("read", "write"), takes("read"), {}, []],
  ["no scope any more, which every token fits", takes("read"), takes(), {}, []],
  ["another lock", takes("read"), { "GET /pets": LOCKED.iam }, {}, []],
  ["a new route", {}, takes("read"), {}, []],
] as const)("%s", (_, base, head, resources, expected, evidence = NO_EVIDENCE) => {
  const found = addedScopes(httpShop(base, resources), httpShop(head, resources), evidence);
  expect(found.map(({ argument }) => argument)).toEqual(expected);
});
