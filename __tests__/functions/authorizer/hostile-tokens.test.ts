import { parseRoleTable } from "../../../contract/role-table";
import { createAuthorizer } from "../../../functions/authorizer/authorizer";
import { answersFrom } from "../../../functions/authorizer/policy";
import { attackSize } from "../../attacks";
import { battery } from "../support/hostile/battery";
import { verifierFor } from "../support/issuer";

const { tokens, published } = battery();
const EVERY = 10 / attackSize({ some: 1, all: 10 });
const verify = verifierFor(published);
const methodArn = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/partner/pets";
const forms = {
  TOKEN: (value: string) => ({ type: "TOKEN", methodArn, authorizationToken: value }),
  REQUEST: (value: string) => ({ type: "REQUEST", methodArn, headers: { Authorization: value } }),
  "payload 2.0": (value: string) => ({
    version: "2.0",
    type: "REQUEST",
    routeArn: methodArn.replace("/dev/", "/$default/"),
    identitySource: [value],
    headers: { authorization: value },
  }),
};

describe.each(Object.entries(forms))("as a %s event", (_, event) => {
  const lines: string[] = [];
  const answer = answersFrom(parseRoleTable('{"roles":{"admin":{"allow":["GET/partner/pets"]}}}'));
  const authorize = createAuthorizer(
    () => ({ verify, answer }),
    (level, message, fields) => lines.push(JSON.stringify({ level, message, fields })),
  );

  it.each(["Bearer ", "bearer ", ""])(
    "a token behind %j is Unauthorized, in this one word",
    async (scheme) => {
      // The schemes lead to the same check of the token; one of them gets each token, the others a part.
      const sent = scheme === "Bearer " ? tokens : tokens.filter((_, at) => at % EVERY === 0);
      const outcomes: [attack: string, name: string, outcome: unknown][] = [];
      for (const { attack, name, token } of sent)
        outcomes.push([attack, name, await authorize(event(scheme + token)).catch((error) => error.message)]);
      expect(outcomes.filter(([, , outcome]) => outcome !== "Unauthorized")).toEqual([]);
      expect(outcomes).toHaveLength(sent.length);
    },
  );

  it("nothing of any token is in the log", () => {
    expect(lines.length).toBeGreaterThanOrEqual(tokens.length);
    const log = lines.join("\n");
    const parts = tokens.flatMap(({ token }) => token.split(".")).filter((one) => one.length > 20);
    expect(parts.length).toBeGreaterThan(tokens.length);
    expect(parts.filter((part) => log.includes(part.slice(0, 20)))).toEqual([]);
  });
});
