import { trustChanges } from "../../../../terraform/access/trust";
import { readModel } from "../../../../terraform/read";
import { resolveTerraform } from "../../../../terraform/sources";
import { merged, type Resources, text } from "../../build/people";
import { allow, shopDocument } from "../../build/shop";

/** A policy that asks for a tag of its holder. */
const asking: Resources = {
  aws_iam_role_policy: {
    user: {
      name: "p",
      role: "${aws_iam_role.user.name}",
      policy: text([allow("GET/pets", { Condition: { StringEquals: { "aws:PrincipalTag/team": "shop" } } })]),
    },
  },
};
/** One that asks for a tag of what it lets its holder change. */
const changing: Resources = {
  aws_iam_role_policy: {
    user: {
      name: "p",
      role: "${aws_iam_role.user.name}",
      policy: text([
        {
          Effect: "Allow",
          Action: "lambda:UpdateFunctionCode",
          Resource: "*",
          Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } },
        },
      ]),
    },
  },
};
const own = (tags: Readonly<Record<string, string>>): Resources => ({ aws_iam_role: { user: { tags } } });

/** The shop, whose provider gives all resources these tags. */
function side(tags: unknown, resources: Resources) {
  const methods = {
    "GET /pets": { authorization: "AWS_IAM" },
    "GET /partner": { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" },
  };
  const provider = { aws: [{ region: "us-east-1", default_tags: [{ tags }] }] };
  const document = { ...shopDocument(methods, resources), provider };
  const resolved = resolveTerraform({ kind: "stacks", stacks: [{ name: "shop", document }] });
  return { model: readModel(resolved), resources: resolved.resources };
}

const ROLE = "aws_iam_role.user tags.team";

interface Case {
  readonly resources: Resources;
  readonly head: Readonly<Record<string, string>>;
  readonly says: readonly string[];
}

/** Tags of the provider, `team = "none", cost = "1"` before. */
const cases: Readonly<Record<string, Case>> = {
  "a tag for which a policy asks": { resources: asking, head: { team: "shop", cost: "1" }, says: [ROLE] },
  "a tag that a policy asks for in other letters": {
    resources: merged(asking, own({ Team: "none" })),
    head: { Team: "shop", cost: "1" },
    says: [ROLE],
  },
  "a tag for which none asks": { resources: asking, head: { team: "none", cost: "2" }, says: [] },
  "a tag that the role has itself": {
    resources: merged(asking, own({ team: "own" })),
    head: { team: "shop", cost: "1" },
    says: [],
  },
  "a tag of what may be changed": {
    resources: changing,
    head: { team: "shop", cost: "1" },
    says: ["aws_lambda_function.authorizer tags.team"],
  },
};

test.each(Object.entries(cases))("%s", (_, { head, resources, says }) => {
  const { trust } = trustChanges(side({ team: "none", cost: "1" }, resources), side(head, resources));
  const found = trust.map(({ argument, resource }) => `${resource.replace("shop/", "")} ${argument}`);
  for (const one of says) expect(found).toContain(one);
  if (says.length === 0) expect(found).toEqual([]);
});
