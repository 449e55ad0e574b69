import { mapped, rendered, type Variables } from "../../../../gateway/data-plane/event/variables";

const variables: Variables = {
  request: {
    verb: "GET",
    path: "/dev/pets/7",
    query: "page=2&page=3&name=R%20x",
    headers: [["X-Trace", "abc"]],
    body: Buffer.alloc(0),
    sourceIp: "127.0.0.1",
  },
  context: {
    requestId: "r1",
    identity: { sourceIp: "127.0.0.1", user: null },
    authorizer: { claims: { sub: "s1" }, principalId: "carol" },
    error: { message: 'say "no"', messageString: '"say \\"no\\""', responseType: "UNAUTHORIZED" },
  },
  stageVariables: { color: "blue" },
  pathParameters: { petId: "7" },
};

test.each([
  ["'a text'", "a text"],
  ["''", ""],
  ["context.requestId", "r1"],
  ["context.identity.sourceIp", "127.0.0.1"],
  ["context.authorizer.claims.sub", "s1"],
  ["context.authorizer.claims", undefined],
  ["context.identity.user", undefined],
  ["context.requestId.length", undefined],
  ["context.constructor.name", undefined],
  ["stageVariables.color", "blue"],
  ["stageVariables.constructor", undefined],
  ["method.request.header.x-trace", "abc"],
  ["method.request.querystring.page", "3"],
  ["method.request.path.petId", "7"],
  ["method.request.path.toString", undefined],
  ["method.request.body.name", undefined],
  ["integration.response.header.X", undefined],
])("%s stands for %j", (mapping, expected) => {
  expect(mapped(mapping, variables)).toBe(expected);
});

test.each([
  ['{"message":$context.error.messageString}', '{"message":"say \\"no\\""}'],
  ["$context.error.message ($context.error.responseType)", 'say "no" (UNAUTHORIZED)'],
  ["${context.requestId}x", "r1x"],
  ["$stageVariables.color.", "blue."],
  ["$method.request.header.X-Trace, method.request.path.petId", "abc, 7"],
  ["$context.nothing, $input.body, $context", ", $input.body, $context"],
  ['#set($a = 1) $a "costs $5"', '#set($a = 1) $a "costs $5"'],
])("the template %s becomes %s", (template, expected) => {
  expect(rendered(template, variables)).toBe(expected);
});
