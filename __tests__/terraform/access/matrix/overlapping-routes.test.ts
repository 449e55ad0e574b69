import { cell, shop } from "../../build/shop";

const open = { authorization: "NONE" };
const iam = { authorization: "AWS_IAM" };

describe("two routes that fit one path, of which AWS does not say which answers", () => {
  const asked = (methods: Parameters<typeof shop>[0], route: string) => {
    const { decision, reason } = cell(shop(methods), route, "anonymous");
    return `${decision}: ${reason}`;
  };
  const which = "AWS does not document which of";

  test("the open one is not sure to be open on that path", () => {
    const methods = { "GET /a/{x+}": open, "GET /{y}/b": iam };
    expect(asked(methods, "GET /a/{x+}")).toMatch(
      `unknown: All but GET /a/b: ${which} GET /a/{x+} and GET /{y}/b answers`,
    );
  });

  test("the closed one is not sure to be closed on it", () => {
    const methods = { "GET /a/{x+}": open, "GET /{y}/b": iam };
    expect(asked(methods, "GET /{y}/b")).toMatch(`unknown: Only GET /a/b: ${which}`);
  });

  test("the path is shown as the routes write it", () => {
    const methods = { "GET /a/{x+}": open, "GET /{y}/b/{id}": iam };
    expect(asked(methods, "GET /{y}/b/{id}")).toMatch(`unknown: Only GET /a/b/{id}: ${which}`);
  });

  test("ANY has every verb", () => {
    const methods = { "ANY /a/{x+}": open, "GET /{y}/b": iam };
    expect(asked(methods, "GET /{y}/b")).toMatch(/^unknown: /);
  });

  test("a third route that answers the path itself settles it", () => {
    const methods = { "GET /a/{x+}": open, "GET /{y}/b": iam, "GET /a/b": iam };
    expect(asked(methods, "GET /a/{x+}")).toMatch(/^allow: /);
    expect(asked(methods, "GET /{y}/b")).toMatch(/^deny: /);
  });

  test.each([
    ["of different verbs", { "POST /a/{x+}": open, "GET /{y}/b": iam }],
    ["that share no path", { "GET /a/{x+}": open, "GET /c/{y}/b": iam }],
    ["of which one is the more specific throughout", { "GET /a/{x+}": open, "GET /a/b/{y}": iam }],
  ])("routes %s are sure", (_, methods) => {
    const [first = "", second = ""] = Object.keys(methods);
    expect([asked(methods, first), asked(methods, second)]).toEqual([
      expect.stringMatching(/^allow: /),
      expect.stringMatching(/^deny: /),
    ]);
  });
});
