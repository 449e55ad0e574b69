import fc from "fast-check";
import { type AccessRequest, evaluate } from "../../../../terraform/access/iam/evaluate";
import { Arn, arnMatcher, matcher } from "../../../../terraform/access/iam/matcher";
import { fits, fitsArn, pattern } from "../../../../terraform/access/iam/pattern";
import type { PolicyDocument, Statement } from "../../../../terraform/model/policy";
import { randomRuns } from "../../../random-runs";

const text = (alphabet: string, maxLength = 8) =>
  fc.array(fc.constantFrom(...alphabet), { maxLength }).map((chars) => chars.join(""));

const KEYS = ["aws:SourceIp", "aws:username", "aws:x"];

const condition = fc.record({
  operator: fc.constantFrom(
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringEqualsIfExists",
    "ForAnyValue:StringEqualsIfExists",
    "ForAllValues:StringNotLike",
    "ArnLike",
    "Null",
    "Odd",
  ),
  key: fc.constantFrom(...KEYS),
  values: fc.array(fc.constantFrom("a", "b", "true", "${aws:username}", "${aws:username, 'a'}"), {
    minLength: 1,
    maxLength: 2,
  }),
});

const resource = fc
  .tuple(
    fc.constantFrom("1", "*", "?"),
    fc.constantFrom(
      "api/GET/a",
      "api/*",
      "api/GET/?",
      "*",
      "api/GET/${aws:username}",
      "api/GET/${aws:x, 'a'}",
    ),
  )
  .map(([account, rest]) => `arn:aws:execute-api:r:${account}:${rest}`);

const statement: fc.Arbitrary<Statement> = fc
  .record({
    effect: fc.constantFrom("Allow" as const, "Deny" as const),
    actions: fc.constantFrom(["execute-api:Invoke"], ["*"], ["s3:*"], ["execute-api:In*"]),
    resources: fc.array(resource, { minLength: 1, maxLength: 3 }),
    not: fc.boolean(),
    conditions: fc.array(condition, { maxLength: 2 }),
  })
  .map(({ not, resources, ...rest }) => ({
    ...rest,
    ...(not ? { notResources: resources } : { resources }),
  }));

const document: fc.Arbitrary<PolicyDocument> = fc.record({
  version: fc.constantFrom("2012-10-17" as const, "2008-10-17" as const),
  statements: fc.array(statement, { maxLength: 4 }),
});

/** How many cases of each property; `npm run test:declared` asks for more. */
const RUNS = 40 * randomRuns(15);

const context = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.oneof(fc.constantFrom("a", "b", "c", ""), fc.constantFrom(["a", "b"], ["a", ""], [])),
  { maxKeys: 3 },
);

const ask = (policy: PolicyDocument, request: Partial<AccessRequest>) =>
  evaluate([{ address: "p", name: "p", document: policy }], {
    action: "execute-api:Invoke",
    resource: "arn:aws:execute-api:r:1:api/GET/a",
    context: {},
    ...request,
  }).outcome;

test("a compiled pattern fits what the pattern fits", () => {
  fc.assert(
    fc.property(text("ab*?:/😀"), text("ab:/😀", 12), (wildcards, found) => {
      expect(matcher(pattern(wildcards))(found)).toBe(fits(pattern(wildcards), found));
    }),
    { numRuns: RUNS },
  );
});

test("a compiled ARN pattern fits what the pattern fits, part by part", () => {
  const arn = fc.array(text("ab:", 3), { minLength: 6, maxLength: 6 }).map((parts) => parts.join(":"));
  const wildcards = fc.array(text("ab*?", 3), { minLength: 1, maxLength: 7 }).map((parts) => parts.join(":"));
  fc.assert(
    fc.property(wildcards, arn, (wanted, found) => {
      expect(arnMatcher(pattern(wanted))(new Arn(found))).toBe(fitsArn(pattern(wanted), found));
    }),
    { numRuns: RUNS },
  );
});

test("what an open request is told holds, whatever the rest of the request is", () => {
  fc.assert(
    fc.property(document, context, context, (policy, said, rest) => {
      const open = ask(policy, { context: said, open: true });
      const closed = ask(policy, { context: { ...rest, ...said } });
      if (open === "allow") expect(closed).toBe("allow");
      if (open.startsWith("deny")) expect(closed).toMatch(/^deny/);
    }),
    { numRuns: RUNS },
  );
});

test("a Deny more never allows, and an Allow more never denies what was allowed", () => {
  fc.assert(
    fc.property(document, statement, context, (policy, added, said) => {
      const before = ask(policy, { context: said });
      const after = ask({ ...policy, statements: [...policy.statements, added] }, { context: said });
      if (added.effect === "Deny" && before !== "allow") expect(after).not.toBe("allow");
      if (added.effect === "Allow" && before === "allow") expect(after).toBe("allow");
    }),
    { numRuns: RUNS },
  );
});

test("the order of statements decides nothing", () => {
  fc.assert(
    fc.property(document, context, (policy, said) => {
      const turned = { ...policy, statements: [...policy.statements].reverse() };
      expect(ask(turned, { context: said })).toBe(ask(policy, { context: said }));
    }),
  );
});

test("the same document answers alike, asked in any order", () => {
  const resources = fc.array(fc.constantFrom("api/GET/a", "api/GET/b", "api/POST/a"), {
    minLength: 2,
    maxLength: 6,
  });
  fc.assert(
    fc.property(document, resources, context, (policy, asked, said) => {
      const answers = (of: PolicyDocument) =>
        asked.map((rest) => ask(of, { resource: `arn:aws:execute-api:r:1:${rest}`, context: said }));
      const warm = answers(policy);
      // A copy is compiled anew for each question.
      const cold = asked.map((rest) =>
        ask({ ...policy }, { resource: `arn:aws:execute-api:r:1:${rest}`, context: said }),
      );
      expect(warm).toEqual(cold);
    }),
  );
});
