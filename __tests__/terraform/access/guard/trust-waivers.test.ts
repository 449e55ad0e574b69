import { guard, type Waiver } from "../../../../terraform/access/guard";
import { NO_CONFIG, side } from "./side";

const asking = {
  "GET /pets": { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" },
};
const shop = (authorizer: Readonly<Record<string, unknown>>) =>
  side(asking, { aws_lambda_function: { authorizer } });
const trusting = (...issuers: readonly string[]) =>
  shop({ environment: [{ variables: { ISSUER: issuers[0] ?? "", AUDIENCE: issuers[1] ?? "shop" } }] });
const ISSUER = "shop/aws_lambda_function.authorizer.environment.variables.ISSUER";
const waiver = (to?: string, resource = ISSUER): Waiver => ({
  rule: "trust-changed",
  resource,
  ...(to !== undefined && { to }),
  reason: "the login moves",
});

const [a, b, c] = ["https://a.example/", "https://b.example/", "https://c.example/"];
const judged = (
  from: ReturnType<typeof shop>,
  to: ReturnType<typeof shop>,
  ...waivers: readonly Waiver[]
) => {
  const { broken, stale, waived } = guard(to, { base: from, config: { ...NO_CONFIG, waivers } });
  return {
    broken: broken.flatMap(({ accepts, resource, rule }) =>
      rule.id === "trust-changed" ? [[resource, accepts]] : [],
    ),
    waived: waived.map(({ resource }) => resource),
    stale,
  };
};

test("a waiver of trust accepts the value that it names", () => {
  expect(judged(trusting(a), trusting(b))).toEqual({ broken: [[ISSUER, `"${b}"`]], waived: [], stale: [] });
  const accepted = waiver(`"${b}"`);
  expect(judged(trusting(a), trusting(b), accepted)).toEqual({ broken: [], waived: [ISSUER], stale: [] });
});

test("it may stay after the merge, as it is still true", () => {
  expect(judged(trusting(b), trusting(b), waiver(`"${b}"`)).stale).toEqual([]);
});

test("it lapses with the next value, and is reported", () => {
  const lapsed = waiver(`"${b}"`);
  const next = { broken: [[ISSUER, `"${c}"`]], waived: [], stale: [lapsed] };
  expect(judged(trusting(b), trusting(c), lapsed)).toEqual(next);
  expect(judged(trusting(c), trusting(c), lapsed).stale).toEqual([lapsed]);
  expect(judged(trusting(b), shop({}), lapsed).stale).toEqual([lapsed]);
});

test("one without a value lets no value pass, and is reported", () => {
  const old = waiver();
  expect(judged(trusting(a), trusting(b), old)).toMatchObject({ broken: [[ISSUER, `"${b}"`]], stale: [old] });
  const everywhere = waiver(undefined, "*.ISSUER");
  expect(judged(trusting(a), trusting(b), everywhere)).toMatchObject({ stale: [everywhere] });
});

test("one of * switches the rule off", () => {
  expect(judged(trusting(a), trusting(b), waiver(undefined, "*"))).toMatchObject({ broken: [], stale: [] });
});

test("one of code and one of a secret have no value", () => {
  const [from, to] = ["x", "y"].map((value) =>
    shop({ source_code_hash: value, environment: [{ variables: { JWT_SECRET: value } }] }),
  ) as [ReturnType<typeof shop>, ReturnType<typeof shop>];
  const code = "shop/aws_lambda_function.authorizer.source_code_hash";
  const secret = "shop/aws_lambda_function.authorizer.environment.variables.JWT_SECRET";
  const open = judged(from, to).broken;
  expect(open).toHaveLength(2);
  expect(open).toEqual(
    expect.arrayContaining([
      [code, undefined],
      [secret, undefined],
    ]),
  );
  const both = judged(from, to, waiver(undefined, code), waiver(undefined, secret));
  expect(both).toMatchObject({ broken: [], stale: [] });
});

test("what is no short text is named by a digest of the change", () => {
  const policy = (...actions: readonly string[]) => {
    const statement = {
      Effect: "Allow",
      Principal: { AWS: actions },
      Action: "execute-api:Invoke",
      Resource: "*",
    };
    return side(asking, {
      aws_api_gateway_rest_api_policy: {
        open: {
          rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
          policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
        },
      },
    });
  };
  const accounts = ["111122223333", "444455556666", "777788889999"];
  const [one, two, three] = [1, 2, 3].map((count) => policy(...accounts.slice(0, count))) as [
    ReturnType<typeof shop>,
    ReturnType<typeof shop>,
    ReturnType<typeof shop>,
  ];
  const [[resource = "", digest] = []] = judged(one, two).broken;
  expect(digest).toMatch(/^sha256:[0-9a-f]{32}$/);
  const accepted = waiver(digest, resource);
  expect(judged(one, two, accepted)).toMatchObject({ broken: [], stale: [] });
  expect(judged(two, two, accepted).stale).toEqual([]);
  expect(judged(two, three, accepted)).toMatchObject({
    broken: [[resource, expect.any(String)]],
    stale: [accepted],
  });
});
