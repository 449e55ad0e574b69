import { trustChanges } from "../../../../terraform/access/trust";
import { readModel } from "../../../../terraform/read";
import { resolveTerraform } from "../../../../terraform/sources";
import { shopDocument } from "../../build/shop";

const METHODS = {
  "GET /partner": { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" },
  "GET /account": {
    authorization: "COGNITO_USER_POOLS",
    authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
  },
};

/** The shop, with its text changed. */
function side(change: (text: string) => string = (text) => text) {
  const document: unknown = JSON.parse(change(JSON.stringify(shopDocument(METHODS))));
  const resolved = resolveTerraform({ kind: "stacks", stacks: [{ name: "shop", document }] });
  return { model: readModel(resolved), resources: resolved.resources };
}

/** A resource's label is another; its name at AWS is as it was. */
const labelled = (type: string, from: string, to: string) => (text: string) => {
  const document = JSON.parse(text.replaceAll(`${type}.${from}.`, `${type}.${to}.`));
  const { [from]: renamed, ...others } = document.resource[type];
  document.resource[type] = { ...others, [to]: renamed };
  return JSON.stringify(document);
};

const said = (head: ReturnType<typeof side>) => {
  const { narrowedTrust, trust, undecided } = trustChanges(side(), head);
  return [...trust, ...narrowedTrust, ...undecided].map(
    ({ argument, resource }) => `${resource} ${argument}`,
  );
};

test.each([
  ["the authorizer's function", "aws_lambda_function", "authorizer", "verifier"],
  ["the authorizer", "aws_api_gateway_authorizer", "lambda", "gate"],
  ["the user pool", "aws_cognito_user_pool", "people", "customers"],
  ["the client", "aws_cognito_user_pool_client", "app", "web"],
])("%s with another label is the same party", (_, type, from, to) => {
  const renamed = side(labelled(type, from, to));
  expect(renamed.resources.map(({ address }) => address)).toContain(`shop/${type}.${to}`);
  expect(said(renamed)).toEqual([]);
});

test("a rename does not hide what changed as well", () => {
  const change = labelled("aws_lambda_function", "authorizer", "verifier");
  const head = side((text) => {
    const document = JSON.parse(change(text));
    document.resource.aws_lambda_function.verifier.handler = "other.handler";
    return JSON.stringify(document);
  });
  expect(said(head)).toEqual(["shop/aws_lambda_function.verifier handler"]);
});

test("a function of another name is another party", () => {
  const head = side((text) => text.replace('"function_name":"authorizer"', '"function_name":"other"'));
  expect(said(head)).toContain("shop/aws_lambda_function.authorizer function_name");
});

test("two functions that swap their names are both other parties", () => {
  const head = side((text) => {
    const document = JSON.parse(text);
    document.resource.aws_lambda_function.authorizer.function_name = "trigger";
    document.resource.aws_lambda_function.trigger.function_name = "authorizer";
    return JSON.stringify(document);
  });
  // The trigger is no pool's here, so that nothing relies on it.
  expect(said(head)).toEqual(["shop/aws_lambda_function.authorizer function_name"]);
});

test("the same names in another region are other parties", () => {
  const head = side((text) => text.replace('"region":"us-east-1"', '"region":"eu-west-1"'));
  expect(said(head)).toContain("shop/aws_api_gateway_authorizer.lambda authorizer_uri");
});
