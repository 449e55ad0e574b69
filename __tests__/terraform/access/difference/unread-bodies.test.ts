import { difference, outcomeOf } from "../../../../terraform/access/difference";
import type { Resources } from "../../build/people";
import { side } from "./sides";

const locked = { "x-amazon-apigateway-auth": { type: "AWS_IAM" }, responses: {} };
const open = { responses: {} };
const document = (paths: object, more: object = {}): string =>
  JSON.stringify({ openapi: "3.0.1", paths, ...more });
/** An object that has one name twice: which of them counts is not known. */
const twice = (first: object): string =>
  `{"openapi": "3.0.1", "paths": {"/a": ${JSON.stringify(first)}, "/a": ${JSON.stringify({ get: locked })}}}`;

const rest = (body: string, more: object = {}): Resources => ({
  aws_api_gateway_rest_api: { described: { name: "described", body, ...more } },
});
const http = (body: string): Resources => ({
  aws_apigatewayv2_api: { described: { name: "described", protocol_type: "HTTP", body } },
});
/** A lock by an extension that names no kind of API. */
const CUSTOM = { "x-amazon-apigateway-auth": { type: "CUSTOM" } };
const schemes = {
  components: {
    securitySchemes: {
      sigv4: {
        type: "apiKey",
        name: "Authorization",
        in: "header",
        "x-amazon-apigateway-authtype": "awsSigv4",
      },
      other: { type: "http" },
    },
  },
};
/** A way to take the base path that AWS may add. */
const added = { parameters: { basepath: "added" } };
const merge = { put_rest_api_mode: "merge" };
const LOCKED = document({ "/a": { get: locked } });
const REFERRED = { "/a": { get: locked }, "/b": { $ref: "#/components/pathItems/b" } };
const itemsWith = (operation: object) => ({ components: { pathItems: { b: { get: operation } } } });

/** Bodies whose text is known, and that are not read as a whole. */
const cases: Readonly<Record<string, readonly [base: Resources, head: Resources]>> = {
  "a name that comes twice": [rest(LOCKED), rest(twice({ get: open }))],
  "a name that comes twice on both sides": [rest(twice({ get: locked })), rest(twice({ get: open }))],
  "a version that is not known": [rest(LOCKED), rest(LOCKED.replace("3.0.1", "3.0.1 "))],
  "a base path that is not evaluated": [rest(LOCKED), rest(LOCKED, added)],
  "a base path that is not evaluated on both sides": [
    rest(LOCKED, added),
    rest(document({ "/a": { get: open } }), added),
  ],
  "another way to take the base path": [
    rest(LOCKED, added),
    rest(LOCKED, { parameters: { basepath: "added later" } }),
  ],
  "a path that is elsewhere": [rest(LOCKED), rest(document(REFERRED))],
  "what a path refers to": [
    rest(document(REFERRED, itemsWith(locked))),
    rest(document(REFERRED, itemsWith(open))),
  ],
  "a path that a body loses, and that is merged": [
    rest(document({ "/a": { get: locked }, "/b": { get: open } }), merge),
    rest(LOCKED, merge),
  ],
  "a lock that an HTTP API is not known to take": [
    http(document({ "/a": { get: { security: [{ sigv4: [] }], ...CUSTOM } } }, schemes)),
    http(document({ "/a": { get: { security: [], ...CUSTOM } } }, schemes)),
  ],
  "the security of the root": [
    rest(document({ "/a": { get: open } }, { security: [{ sigv4: [] }], ...schemes })),
    rest(document({ "/a": { get: open } }, { security: [{ other: [] }], ...schemes })),
  ],
  "a security that is optional": [
    http(document({ "/a": { get: { security: [{ sigv4: [] }, {}] } } }, schemes)),
    http(document({ "/a": { get: { security: [{ other: [] }, {}] } } }, schemes)),
  ],
  "a scheme that is not enforced": [
    rest(document({ "/a": { get: { security: [{ other: [] }] } } }, schemes)),
    rest(
      document(
        { "/a": { get: { security: [{ other: [] }] } } },
        { components: { securitySchemes: { other: { type: "openIdConnect" } } } },
      ),
    ),
  ],
  "an HTTP API with a name that comes twice": [
    http(document({ "/a": { get: open } })),
    http(twice({ get: open })),
  ],
  "an HTTP API with a name that comes twice on both sides": [
    http(twice({ get: locked })),
    http(twice({ get: open })),
  ],
};

test.each(Object.entries(cases))("%s: what changes cannot be told", (_, [base, head]) => {
  const shop = { "GET /pets": { authorization: "AWS_IAM" } };
  const found = difference(side(shop, base), side(shop, head));
  expect(found).toMatchObject({ widened: [], narrowed: [], trust: [] });
  expect(found.undecided.map(({ resource }) => resource)).toContainEqual(
    expect.stringMatching(/^shop\/aws_api.*_api\.described( \(GET \/a\))?$/),
  );
  expect(outcomeOf(found)).toBe("cannot-tell");
  const same = difference(side(shop, head), side(shop, head));
  expect(outcomeOf(same)).toBe("unchanged");
});
