import { matchHttpRoute } from "../../../../terraform/access/decide/http-route";
import { answerersOf } from "../../../../terraform/access/decide/route";

interface Case {
  readonly name: string;
  readonly routes: readonly string[];
  readonly asked: string;
  /** The route that answers, and those that may answer in its place; undefined where none does. */
  readonly expected: readonly string[] | undefined;
}

const cases: readonly Case[] = [
  {
    name: "a literal path before a parameter",
    routes: ["GET /pets/{id}", "GET /pets/dog"],
    asked: "GET /pets/dog",
    expected: ["GET /pets/dog"],
  },
  {
    name: "a literal path before a parameter, both of ANY",
    routes: ["ANY /pets/{id}", "ANY /pets/dog"],
    asked: "GET /pets/dog",
    expected: ["ANY /pets/dog"],
  },
  {
    name: "a parameter before a greedy path",
    routes: ["GET /pets/{proxy+}", "GET /pets/dog/{id}"],
    asked: "GET /pets/dog/2",
    expected: ["GET /pets/dog/{id}"],
  },
  {
    name: "the longer greedy path",
    routes: ["GET /{proxy+}", "GET /pets/{proxy+}"],
    asked: "GET /pets/cat/1",
    expected: ["GET /pets/{proxy+}"],
  },
  {
    name: "a full match of ANY before a greedy path of the verb",
    routes: ["GET /{proxy+}", "ANY /pets"],
    asked: "GET /pets",
    expected: ["ANY /pets"],
  },
  {
    name: "a greedy path before $default",
    routes: ["$default", "ANY /{proxy+}"],
    asked: "POST /test/5",
    expected: ["ANY /{proxy+}"],
  },
  {
    name: "$default for what no route takes",
    routes: ["$default", "GET /pets"],
    asked: "DELETE /pets",
    expected: ["$default"],
  },
  { name: "no other verb", routes: ["GET /pets"], asked: "DELETE /pets", expected: undefined },
  { name: "GET does not answer HEAD", routes: ["GET /pets"], asked: "HEAD /pets", expected: undefined },
  { name: "ANY answers OPTIONS", routes: ["ANY /pets"], asked: "OPTIONS /pets", expected: ["ANY /pets"] },
  {
    name: "a verb before ANY",
    routes: ["ANY /pets", "GET /pets"],
    asked: "GET /pets",
    expected: ["GET /pets"],
  },
  {
    name: "a verb before ANY, with a parameter of another name",
    routes: ["ANY /pets/{id}", "GET /pets/{name}"],
    asked: "GET /pets/7",
    expected: ["GET /pets/{name}"],
  },
  {
    name: "the better path against the better verb",
    routes: ["ANY /pets/dog", "GET /pets/{id}"],
    asked: "GET /pets/dog",
    expected: ["ANY /pets/dog", "GET /pets/{id}"],
  },
  {
    name: "the longer greedy path against the better verb",
    routes: ["ANY /api/{proxy+}", "GET /{proxy+}"],
    asked: "GET /api/x",
    expected: ["ANY /api/{proxy+}", "GET /{proxy+}"],
  },
  {
    name: "the longer greedy path without a literal against the better verb",
    routes: ["ANY /{x}/{rest+}", "GET /{rest+}"],
    asked: "GET /a/b",
    expected: ["ANY /{x}/{rest+}", "GET /{rest+}"],
  },
  {
    name: "each with a better segment",
    routes: ["GET /a/{x}/c", "GET /a/b/{y}"],
    asked: "GET /a/b/c",
    expected: ["GET /a/b/{y}", "GET /a/{x}/c"],
  },
  {
    name: "the greedy path with a literal before one of the same length",
    routes: ["GET /{x}/{rest+}", "GET /a/{rest+}"],
    asked: "GET /a/b",
    expected: ["GET /a/{rest+}"],
  },
  {
    name: "greedy paths of one length, each with a better segment",
    routes: ["GET /a/{x}/{rest+}", "GET /{y}/b/{rest+}"],
    asked: "GET /a/b/c",
    expected: ["GET /a/{x}/{rest+}", "GET /{y}/b/{rest+}"],
  },
  {
    name: "the longer greedy path against the one with a literal",
    routes: ["GET /a/{rest+}", "GET /{x}/{y}/{rest+}"],
    asked: "GET /a/b/c",
    expected: ["GET /a/{rest+}", "GET /{x}/{y}/{rest+}"],
  },
  {
    name: "the longer greedy path with the same beginning",
    routes: ["GET /a/{rest+}", "GET /a/{x}/{rest+}"],
    asked: "GET /a/b/c",
    expected: ["GET /a/{x}/{rest+}"],
  },
  {
    name: "a verb before ANY on one greedy path",
    routes: ["ANY /a/{rest+}", "GET /a/{proxy+}"],
    asked: "GET /a/b",
    expected: ["GET /a/{proxy+}"],
  },
  {
    name: "the greedy path with a literal against the better verb",
    routes: ["ANY /a/{rest+}", "GET /{x}/{rest+}"],
    asked: "GET /a/b",
    expected: ["ANY /a/{rest+}", "GET /{x}/{rest+}"],
  },
  {
    name: "a parameter before $default for a segment of that name",
    routes: ["$default", "GET /{x}"],
    asked: "GET /$default",
    expected: ["GET /{x}"],
  },
  {
    name: "no slash at the beginning",
    routes: ["GET /pets/a"],
    asked: "GET pets/a",
    expected: ["GET /pets/a"],
  },
  { name: "the case of a path", routes: ["GET /pets"], asked: "GET /Pets", expected: undefined },
  { name: "a slash at the end", routes: ["GET /pets"], asked: "GET /pets/", expected: undefined },
  { name: "slashes at the beginning", routes: ["GET /pets"], asked: "GET //pets", expected: ["GET /pets"] },
  {
    name: "a greedy path takes at least one segment",
    routes: ["GET /a/{x+}"],
    asked: "GET /a",
    expected: undefined,
  },
  { name: "the root", routes: ["GET /", "GET /{proxy+}"], asked: "GET /", expected: ["GET /"] },
  {
    name: "a path that is called $default",
    routes: ["$default"],
    asked: "GET /$default",
    expected: ["$default"],
  },
];

test.each(cases)("$name: $asked", ({ asked, expected, routes }) => {
  const [verb, path] = asked.split(" ") as [string, string];
  const match = matchHttpRoute(routes.map(routeOf), verb, path);
  const found = match && answerersOf(match).map(({ key }) => key);
  expect(found && [...found].sort()).toEqual(expected && [...expected].sort());
});

function routeOf(key: string) {
  const [verb = "", path] = key.split(" ");
  return path === undefined ? { key, verb: "ANY", path: key } : { key, verb, path };
}
