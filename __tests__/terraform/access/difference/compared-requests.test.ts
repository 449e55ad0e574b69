import { accessChanges } from "../../../../terraform/access/difference/access-changes";
import { type AccessMatrix, accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { httpShop, LOCKED } from "../../build/http-shop";
import { type Methods, shop } from "../../build/shop";

const iam = { authorization: "AWS_IAM" };
const open = { authorization: "NONE" };

/** What anonymous callers gain: `GET /a/b by GET /{y}/b`. */
function gained(base: AccessMatrix, head: AccessMatrix): readonly string[] {
  return accessChanges(base, head)
    .widened.filter(({ principal }) => principal === "anonymous")
    .map(({ method, path, to }) =>
      [`${method} ${path}`, ...(to.answeredBy ? [to.answeredBy] : [])].join(" by "),
    );
}

interface Case {
  readonly name: string;
  readonly base: Methods;
  readonly head: Methods;
  readonly gained: readonly string[];
}

const REMOVED: readonly Case[] = [
  {
    name: "a removed route leaves the path that it shared to the other one",
    base: { "GET /a/{x}": iam, "GET /{y}/b": open },
    head: { "GET /{y}/b": open },
    gained: ["GET /a/b by GET /{y}/b"],
  },
  {
    name: "an ANY that becomes a GET leaves it for the other verb",
    base: { "ANY /a/{x}": iam, "POST /{y}/b": open },
    head: { "GET /a/{x}": iam, "POST /{y}/b": open },
    gained: ["POST /a/b by POST /{y}/b"],
  },
  {
    name: "with parameters left, the path is shown as a route",
    base: { "GET /a/{x}/{z}": iam, "GET /{y}/b/{id}": open },
    head: { "GET /{y}/b/{id}": open },
    gained: ["GET /a/b/{id} by GET /{y}/b/{id}"],
  },
  {
    name: "a route that has the path alone keeps it",
    base: { "GET /a/{x}": iam, "GET /{y}/b": open, "GET /a/b": iam },
    head: { "GET /{y}/b": open, "GET /a/b": iam },
    gained: [],
  },
];

const MOVED: readonly Case[] = [
  {
    name: "a renamed parameter changes nothing",
    base: { "GET /a/{x}": iam, "GET /{y}/b": open },
    head: { "GET /a/{z}": iam, "GET /{y}/b": open },
    gained: [],
  },
  {
    name: "a new open route takes what a less specific one locked",
    base: { "GET /{y}/b": iam },
    head: { "GET /{y}/b": iam, "GET /a/{x}": open },
    gained: ["GET /a/{x}", "GET /a/b by GET /a/{x}"],
  },
  {
    name: "a greedy route that begins earlier opens shorter paths",
    base: { "GET /{a}/{b}/{rest+}": open },
    head: { "GET /{proxy+}": open },
    gained: ["GET /{proxy+}"],
  },
];

const GREEDY: readonly Case[] = [
  {
    name: "a removed parameter leaves one segment to the greedy route",
    base: { "GET /{x}": LOCKED.iam, "GET /{proxy+}": {} },
    head: { "GET /{proxy+}": {} },
    gained: ["GET /{x} by GET /{proxy+}"],
  },
  {
    name: "a greedy route that opens beside a parameter opens longer paths",
    base: { "GET /{x}": {}, "GET /{proxy+}": LOCKED.iam },
    head: { "GET /{x}": {}, "GET /{proxy+}": {} },
    gained: ["GET /{proxy+}"],
  },
  {
    name: "an ANY opens for each verb, wherever another route takes the shortest path",
    base: { "GET /{x}": {}, "ANY /{proxy+}": LOCKED.iam },
    head: { "GET /{x}": {}, "ANY /{proxy+}": {} },
    gained: ["ANY /{proxy+}"],
  },
  {
    name: "beside a greedy route, the default route opens the root",
    base: { "GET /{proxy+}": {}, $default: LOCKED.iam },
    head: { "GET /{proxy+}": {}, $default: {} },
    gained: ["ANY $default"],
  },
];

test.each([...REMOVED, ...MOVED])("of a REST API, $name", ({ base, gained: expected, head }) => {
  expect(gained(accessMatrix(shop(base)), accessMatrix(shop(head)))).toEqual(expected);
});

test.each(GREEDY)("of an HTTP API, $name", ({ base, gained: expected, head }) => {
  expect(gained(accessMatrix(httpShop(base)), accessMatrix(httpShop(head)))).toEqual(expected);
});
