import {
  accessChanges,
  type ComparedSide,
  difference,
  outcomeOf,
  type Undecided,
} from "../../../../terraform/access/difference";
import { undecidedCells } from "../../../../terraform/access/difference/unknown-cells";
import type { Resources } from "../../build/people";
import { allow, policy } from "../../build/shop";
import { side } from "./sides";

type Arguments = Readonly<Record<string, unknown>>;

const iam = { authorization: "AWS_IAM" };
const open = { authorization: "NONE" };
const custom = { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" };

const until = (date: string) => ({ Condition: { DateLessThan: { "aws:CurrentTime": date } } });
const granted = (...statements: readonly object[]) => side({ "GET /pets": iam }, policy(...statements));
const apiPolicy = (date: string): Resources => ({
  aws_api_gateway_rest_api_policy: {
    shop: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*", ...until(date) },
        ],
      }),
    },
  },
});
const authorizer = (of: Arguments, lambda: Arguments = {}): ComparedSide =>
  side(
    { "GET /pets": custom },
    { aws_api_gateway_authorizer: { lambda: of }, aws_lambda_function: { authorizer: lambda } },
  );
/** A method that takes tokens with these scopes, which a trigger decides about. */
const scoped = (...scopes: readonly string[]): ComparedSide =>
  side(
    {
      "GET /pets": {
        authorization: "COGNITO_USER_POOLS",
        authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
        authorization_scopes: scopes,
      },
    },
    {
      aws_cognito_user_pool: {
        people: {
          lambda_config: [
            {
              pre_token_generation_config: [
                { lambda_arn: "${aws_lambda_function.trigger.arn}", lambda_version: "V2_0" },
              ],
            },
          ],
        },
      },
    },
  );
const uriOf = (name: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:999999999999:function:${name}/invocations`;

/** Two sides on which a cell is not known, and what decides about it and differs. */
const cases: Readonly<
  Record<string, { base: ComparedSide; head: ComparedSide; differs: readonly string[] }>
> = {
  "a statement's date": {
    base: granted(allow("GET/pets", until("2030-01-01T00:00:00Z"))),
    head: granted(allow("GET/pets", until("2040-01-01T00:00:00Z"))),
    differs: ["shop/aws_iam_role_policy.user"],
  },
  "a statement about another route": {
    base: granted(allow("GET/pets", until("2030-01-01T00:00:00Z"))),
    head: granted(allow("GET/pets", until("2030-01-01T00:00:00Z")), allow("GET/fish")),
    differs: [],
  },
  "the date in the API's own policy": {
    base: side({ "GET /pets": open }, apiPolicy("2030-01-01T00:00:00Z")),
    head: side({ "GET /pets": open }, apiPolicy("2040-01-01T00:00:00Z")),
    differs: ["shop/aws_api_gateway_rest_api_policy.shop"],
  },
  "the function that an authorizer of another account asks": {
    base: authorizer({ authorizer_uri: uriOf("gate") }),
    head: authorizer({ authorizer_uri: uriOf("other") }),
    differs: ["shop/aws_api_gateway_authorizer.lambda"],
  },
  "what an authorizer's function is given": {
    base: authorizer({}),
    head: authorizer({}, { environment: [{ variables: { ISSUER: "https://other.example/" } }] }),
    differs: ["shop/aws_lambda_function.authorizer environment"],
  },
  "how long an authorizer's answers are kept": {
    base: authorizer({ authorizer_result_ttl_in_seconds: 0 }),
    head: authorizer({ authorizer_result_ttl_in_seconds: 300 }),
    differs: ["shop/aws_api_gateway_authorizer.lambda"],
  },
  "a further scope of a method, where a trigger decides which tokens have it": {
    base: scoped("shop/read"),
    head: scoped("shop/read", "shop/write"),
    differs: ["shop/aws_api_gateway_method.GET_pets"],
  },
  "another function, which no authorizer asks": {
    base: authorizer({}),
    head: side({ "GET /pets": custom }, { aws_lambda_function: { trigger: { handler: "other.handler" } } }),
    differs: [],
  },
};

function undecidedIn(base: ComparedSide, head: ComparedSide): readonly Undecided[] {
  const { unknown } = accessChanges(base.matrix, head.matrix);
  return undecidedCells(unknown, base.resources, head.resources);
}

test.each(Object.entries(cases))("%s", (_, { base, differs, head }) => {
  expect(
    undecidedIn(base, head).map(({ argument, resource }) => [resource, argument].filter(Boolean).join(" ")),
  ).toEqual(differs);
  expect(outcomeOf(difference(base, head)) === "unchanged").toBe(differs.length === 0);
});

test("the same side twice has nothing that differs", () => {
  for (const { base, head } of Object.values(cases))
    for (const one of [base, head]) expect(undecidedIn(one, one)).toEqual([]);
});

test("a thing that many cells depend on is named once, with how many there are", () => {
  const of = (date: string) =>
    side({ "GET /cats": iam, "GET /pets": iam }, policy(allow("GET/*", until(date))));
  expect(undecidedIn(of("2030-01-01T00:00:00Z"), of("2040-01-01T00:00:00Z"))).toEqual([
    {
      resource: "shop/aws_iam_role_policy.user",
      why: expect.stringMatching(/^it differs, and \S+'s access to GET \/\w+, and \d more, depends on it/),
    },
  ]);
});

test("where a decision does not say what it depends on, every argument with a say may be it", () => {
  const base = granted(allow("GET/pets", until("2030-01-01T00:00:00Z")));
  const silent = ({ matrix, ...rest }: ComparedSide): ComparedSide => ({
    ...rest,
    matrix: {
      ...matrix,
      routes: matrix.routes.map((route) => ({
        ...route,
        cells: route.cells.map(({ dependsOn: _, ...cell }) => cell),
      })),
    },
  });
  const head = granted(allow("GET/pets", until("2040-01-01T00:00:00Z")));
  expect(undecidedIn(silent(base), silent(head))).toMatchObject([
    { resource: "shop/aws_iam_role_policy.user", argument: "policy" },
  ]);
  expect(undecidedIn(silent(base), silent(base))).toEqual([]);
});
