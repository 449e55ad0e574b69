import { RequestError } from "../../../functions/handler/reply";
import { serve } from "../../../functions/handler/serve";
import {
  asAccessToken,
  asUser,
  eventForms,
  logBook,
  payload1,
  payload2,
  type Sent,
  send,
} from "../support/events";

const authorizer = asUser("alice-1");

describe.each(Object.entries(eventForms))("serve, for %s", (_, form) => {
  it("answers 401 without a verified caller, and the endpoint never runs", async () => {
    const endpoint = jest.fn();
    const { log, lines } = logBook();
    const handler = serve({ "GET /pets": endpoint }, log);
    expect(await send(handler, "GET /pets", { headers: { authorization: "Bearer x" } }, form)).toEqual({
      status: 401,
      body: { message: "Unauthorized" },
    });
    expect(endpoint).not.toHaveBeenCalled();
    expect(lines).toEqual([
      {
        level: "INFO",
        message: "Answered",
        fields: { requestId: "request-1", route: "GET /pets", status: 401 },
      },
    ]);
  });

  it("gives the endpoint the caller and logs who called which route", async () => {
    const { log, lines } = logBook();
    const handler = serve({ "GET /pets": async ({ caller }) => ({ status: 200, body: caller }) }, log);
    expect((await send(handler, "GET /pets", { authorizer }, form)).body).toEqual({
      kind: "user",
      id: "alice-1",
      via: "pool",
    });
    expect(lines).toEqual([
      {
        level: "INFO",
        message: "Answered",
        fields: {
          requestId: "request-1",
          route: "GET /pets",
          caller: { kind: "user", id: "alice-1" },
          status: 200,
        },
      },
    ]);
  });

  it("says to a client what it did wrong, and where", async () => {
    const handler = serve(
      {
        "GET /pets": async () => {
          throw new RequestError(400, "name: is missing", "name");
        },
      },
      logBook().log,
    );
    expect(await send(handler, "GET /pets", { authorizer }, form)).toEqual({
      status: 400,
      body: { message: "name: is missing", field: "name" },
    });
  });

  it.each([
    [
      "an error",
      new TypeError("canary: table pets-1 in eu-west-1"),
      { error: "TypeError", at: expect.stringMatching(/^at \S.*serve\.test\.ts:\d+:\d+\)?$/) },
    ],
    [
      "an error of no place",
      Object.assign(new RangeError("canary"), { stack: undefined }),
      { error: "RangeError" },
    ],
    [
      "an error of an odd place",
      Object.assign(new RangeError("canary"), { stack: "x" }),
      { error: "RangeError" },
    ],
    ["text", "canary", { error: "string" }],
  ])(
    "says nothing about %s from the inside, and logs its name and place without its message",
    async (_, thrown, described) => {
      const { log, lines } = logBook();
      const handler = serve({ "GET /pets": () => Promise.reject(thrown) }, log);
      expect(await send(handler, "GET /pets", { authorizer }, form)).toEqual({
        status: 500,
        body: { message: "Internal server error" },
      });
      expect(lines[0]).toEqual({
        level: "ERROR",
        message: "Failed",
        fields: { requestId: "request-1", route: "GET /pets", ...described },
      });
      expect(JSON.stringify(lines)).not.toContain("canary");
    },
  );

  it.each(["GET /other", "POST /pets", "GET constructor"])("has no endpoint for %s", async (route) => {
    const handler = serve({ "GET /pets": async () => ({ status: 200, body: {} }) }, logBook().log);
    expect(await send(handler, route, { authorizer }, form)).toEqual({
      status: 404,
      body: { message: "Not found" },
    });
  });

  it("forbids every cache on the way to keep an answer", async () => {
    const handler = serve({ "GET /pets": async () => ({ status: 200, body: {} }) }, logBook().log);
    expect((await handler(form("GET /pets", { authorizer }))).headers).toEqual({
      "content-type": "application/json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });
});

/** A JWT authorizer takes access tokens on a route without scopes too, also those of programs. */
it.each([
  ["a person", { sub: "alice-1", username: "alice" }],
  ["a program", { sub: "client-7" }],
])(
  "an access token of %s is 401 on a route for signed-in users, and the endpoint does not run",
  async (_, claims) => {
    const endpoint = jest.fn();
    const handler = serve({ "GET /account": endpoint }, logBook().log);
    for (const form of [payload1, payload2])
      expect(await send(handler, "GET /account", { authorizer: asAccessToken(claims) }, form)).toEqual({
        status: 401,
        body: { message: "Unauthorized" },
      });
    expect(endpoint).not.toHaveBeenCalled();
  },
);

/** A caller of whom it is not known whether they are a person or a program, or who they are. */
it.each<[string, Sent]>([
  [
    "a token of an issuer that could be a user pool",
    {
      authorizer: {
        claims: {
          ...asAccessToken({ sub: "client-7", scope: "petstore/user" }).claims,
          iss: "https://cognito-idp-fips.us-east-1.amazonaws.com/us-east-1_abc",
        },
      },
    },
  ],
  [
    "credentials of an identity pool without an identity",
    { identity: { userArn: "arn:aws:sts::123456789012:assumed-role/user/CognitoIdentityCredentials" } },
  ],
])("%s is 401, and the endpoint does not run", async (_, sent) => {
  const endpoint = jest.fn();
  const handler = serve({ "GET /pets": endpoint }, logBook().log);
  for (const form of [payload1, payload2])
    expect(await send(handler, "GET /pets", sent, form)).toEqual({
      status: 401,
      body: { message: "Unauthorized" },
    });
  expect(endpoint).not.toHaveBeenCalled();
});

it.each(["$default", "ANY /pets", "GET /{proxy+}"])(
  "no endpoint answers what the route %s took",
  async (routeKey) => {
    const endpoint = jest.fn();
    const handler = serve({ "GET /pets": endpoint }, logBook().log);
    const event = { ...payload2("GET /pets", { authorizer }), routeKey };
    expect(await handler(event)).toMatchObject({ statusCode: 404 });
    expect(endpoint).not.toHaveBeenCalled();
  },
);
