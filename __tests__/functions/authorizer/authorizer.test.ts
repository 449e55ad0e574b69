import { parseRoleTable } from "../../../contract/role-table";
import { ConfigurationError } from "../../../contract/variables";
import { createAuthorizer } from "../../../functions/authorizer/authorizer";
import { answersFrom } from "../../../functions/authorizer/policy";
import { createLog } from "../../../functions/token-verifier/log";
import { tokenOf, verifierFor } from "../support/issuer";
import { rsaKey } from "../support/tokens";

const key = rsaKey("one");
const stage = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev";
const methodArn = `${stage}/GET/partner/pets`;
const answer = answersFrom(
  parseRoleTable('{"roles":{"admin":{"allow":["GET/partner/pets","POST/partner/pets"]}}}'),
);

function setUp(settings = () => ({ verify: verifierFor([key]), answer })) {
  const lines: Record<string, unknown>[] = [];
  const authorize = createAuthorizer(
    settings,
    createLog("authorizer", (line) => lines.push(JSON.parse(line))),
  );
  return { authorize, lines };
}

describe("the authorizer", () => {
  it.each([
    ["TOKEN", (value: string) => ({ type: "TOKEN", methodArn, authorizationToken: value })],
    ["REQUEST", (value: string) => ({ type: "REQUEST", methodArn, headers: { authorization: value } })],
    [
      "payload 2.0",
      (value: string) => ({
        version: "2.0",
        type: "REQUEST",
        routeArn: methodArn,
        identitySource: [value],
        headers: { authorization: value },
      }),
    ],
  ])(
    "answers a %s event with a policy, the caller's name and context, and logs nothing but the keys",
    async (_, event) => {
      const { authorize, lines } = setUp();
      expect(await authorize(event(`Bearer ${tokenOf(key)}`))).toEqual({
        principalId: "alice-1",
        policyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "execute-api:Invoke",
              Resource: [`${stage}/GET/partner/pets`, `${stage}/POST/partner/pets`],
            },
          ],
        },
        context: { userId: "alice-1", username: "alice", scope: "pets", roles: "admin" },
      });
      expect(lines).toEqual([]);
    },
  );

  it("answers about all methods of the stage $default, whichever one is asked for", async () => {
    const value = `Bearer ${tokenOf(key)}`;
    const routeArn = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/$default/DELETE/other";
    const event = {
      version: "2.0",
      type: "REQUEST",
      routeArn,
      identitySource: [value],
      headers: { authorization: value },
    };
    const { policyDocument } = await setUp().authorize(event);
    const start = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/$default";
    expect(policyDocument.Statement).toEqual([
      {
        Effect: "Allow",
        Action: "execute-api:Invoke",
        Resource: [`${start}/GET/partner/pets`, `${start}/POST/partner/pets`],
      },
    ]);
  });

  it("answers APIs of both kinds and of other accounts, each about its own methods", async () => {
    const { authorize } = setUp();
    const value = `Bearer ${tokenOf(key)}`;
    const rest = "arn:aws:execute-api:eu-west-1:111111111111:rest123456/live";
    const http = "arn:aws:execute-api:eu-west-1:333333333333:http123456/$default";
    const opened = async (event: object) => {
      const { policyDocument } = await authorize(event);
      return policyDocument.Statement.map((statement) => ("Resource" in statement ? statement.Resource : []));
    };
    const request = { type: "REQUEST", identitySource: [value], headers: { authorization: value } };
    const methodsOf = (start: string) => [[`${start}/GET/partner/pets`, `${start}/POST/partner/pets`]];
    const ofRest = { type: "TOKEN", methodArn: `${rest}/GET/partner/pets`, authorizationToken: value };
    const ofHttp = { ...request, version: "2.0", routeArn: `${http}/GET/partner/pets` };
    expect(await opened(ofRest)).toEqual(methodsOf(rest));
    expect(await opened(ofHttp)).toEqual(methodsOf(http));
    expect(await opened(ofRest)).toEqual(methodsOf(rest));
  });

  it("denies everything to a valid token without a known role", async () => {
    const authorizationToken = `Bearer ${tokenOf(key, { roles: ["stranger"] })}`;
    const { policyDocument, context } = await setUp().authorize({
      type: "TOKEN",
      methodArn,
      authorizationToken,
    });
    expect(policyDocument.Statement).toEqual([
      { Effect: "Deny", Action: "execute-api:Invoke", Resource: [`${stage}/*`] },
    ]);
    expect(context).toMatchObject({ roles: "" });
  });

  it("refuses with the one word that API Gateway answers 401 to, and logs the code and the request", async () => {
    const { authorize, lines } = setUp();
    const event = { type: "TOKEN", methodArn, authorizationToken: `Bearer ${tokenOf(key, { exp: 1 })}` };
    const error = await authorize(event, { awsRequestId: "r1" }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error.message).toBe("Unauthorized");
    expect(lines).toEqual([
      expect.objectContaining({ level: "WARN", message: "Token refused", code: "EXPIRY", requestId: "r1" }),
    ]);
  });

  it("refuses a good token that comes with a methodArn it can not read", async () => {
    const event = { type: "TOKEN", methodArn: "arn:*", authorizationToken: `Bearer ${tokenOf(key)}` };
    await expect(setUp().authorize(event)).rejects.toThrow(/^Unauthorized$/);
  });

  it("refuses when something unforeseen happens, and keeps its message out of the log", async () => {
    const { authorize, lines } = setUp(() => ({
      verify: () => Promise.reject(new TypeError("canary")),
      answer,
    }));
    const event = { type: "TOKEN", methodArn, authorizationToken: "Bearer a.b.c" };
    await expect(authorize(event)).rejects.toThrow(/^Unauthorized$/);
    expect(lines).toEqual([
      expect.objectContaining({
        level: "ERROR",
        message: "Unexpected error, token refused",
        code: "UNEXPECTED",
        error: "TypeError",
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain("canary");
  });

  it("is a server error, not a refusal, when it is not configured, however often it is asked", async () => {
    const { authorize, lines } = setUp(() => {
      throw new ConfigurationError("AUDIENCE", "is missing");
    });
    const event = { type: "TOKEN", methodArn, authorizationToken: `Bearer ${tokenOf(key)}` };
    await expect(authorize(event)).rejects.toThrow("AUDIENCE: is missing");
    await expect(authorize(event)).rejects.toThrow("AUDIENCE: is missing");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      level: "ERROR",
      message: "The authorizer is not configured",
      where: "AUDIENCE",
      problem: "AUDIENCE: is missing",
    });
  });

  it("reads its settings once", async () => {
    const settings = jest.fn(() => ({ verify: verifierFor([key]), answer }));
    const { authorize } = setUp(settings);
    const event = { type: "TOKEN", methodArn, authorizationToken: `Bearer ${tokenOf(key)}` };
    await authorize(event);
    await authorize(event);
    expect(settings).toHaveBeenCalledTimes(1);
  });
});
