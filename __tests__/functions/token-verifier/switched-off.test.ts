import { parseRoleTable } from "../../../contract/role-table";
import { createAuthorizer } from "../../../functions/authorizer/authorizer";
import { answersFrom } from "../../../functions/authorizer/policy";
import { type RefusalCode, refusalCodes } from "../../../functions/token-verifier/refusal";
import { createVerifier } from "../../../functions/token-verifier/verifier";
import { isWhole } from "../../attacks";
import { battery } from "../support/hostile/battery";
import { issuer, NOW, tokenOf } from "../support/issuer";
import { jwksOf } from "../support/tokens";

/** The check that is out of order at the moment. */
let mockOff: RefusalCode | undefined;

jest.mock("../../../functions/token-verifier/refusal", () => {
  const real = jest.requireActual("../../../functions/token-verifier/refusal");
  const ensure = (holds: boolean, code: RefusalCode) => code === mockOff || real.ensure(holds, code);
  return { ...real, ensure };
});

const { tokens, published, forge } = battery();
const methodArn = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/partner/pets";
const answer = answersFrom(parseRoleTable('{"roles":{"admin":{"allow":["GET/partner/pets"]}}}'));
const good = `Bearer ${tokenOf(forge.rsa)}`;

interface Attempt {
  readonly event: unknown;
  readonly isDown?: boolean;
}

/** What stands before the token, which the battery does not reach. */
const attempts: Partial<Record<RefusalCode, Attempt>> = {
  EVENT: { event: { type: "OTHER", methodArn, headers: { authorization: good } } },
  METHOD_ARN: { event: { type: "TOKEN", methodArn: "arn:aws:execute-api:*", authorizationToken: good } },
  TOKEN_MISSING: {
    event: { type: "REQUEST", methodArn, headers: { authorization: good, Authorization: good } },
  },
  SCHEME: { event: { type: "TOKEN", methodArn, authorizationToken: good.replace("Bearer ", "Basic ") } },
  KEYS_UNAVAILABLE: { event: { type: "TOKEN", methodArn, authorizationToken: good }, isDown: true },
};

function attemptsAt(code: RefusalCode): readonly Attempt[] {
  const before = attempts[code];
  if (before) return [before];
  return tokens
    .filter((one) => one.code === code && /^[^\s,]+$/.test(one.token))
    .map(({ token }) => ({ event: { type: "TOKEN", methodArn, authorizationToken: `Bearer ${token}` } }));
}

/** A new authorizer each time: keys are checked when they are fetched. */
async function outcome({ event, isDown }: Attempt, off?: RefusalCode): Promise<string> {
  mockOff = off;
  const verify = createVerifier([issuer], {
    fetch: async () => (isDown ? Promise.reject(new Error("down")) : jwksOf(...published)),
    now: () => NOW * 1_000,
  });
  let code = "accepted";
  const authorize = createAuthorizer(
    () => ({ verify, answer }),
    (_level, _message, fields) => {
      code = String(fields?.code);
    },
  );
  await authorize(event).catch(() => {});
  mockOff = undefined;
  return code;
}

describe.each(refusalCodes)("the check %s", (code) => {
  const all = attemptsAt(code);

  it("refuses something", async () => {
    expect(all.length).toBeGreaterThan(0);
    for (const attempt of all.slice(0, 3)) expect(await outcome(attempt)).toBe(code);
  });

  it("is missed when it is switched off", async () => {
    const outcomes: string[] = [];
    const expected = next[code] ?? "accepted";
    for (const attempt of all.slice(0, 60)) {
      outcomes.push(await outcome(attempt, code));
      if (!isWhole && outcomes.includes(expected)) break;
    }
    expect(outcomes).not.toContain(code);
    expect(outcomes).toContain(expected);
  });
});

/** What a check leaves to the next one, where that does not simply accept. */
const next: Partial<Record<RefusalCode, string>> = {
  SCHEME: "UNEXPECTED",
  TOKEN_PARTS: "TOKEN_JSON",
  TOKEN_UTF8: "TOKEN_JSON",
  TOKEN_JSON: "TOKEN_DUPLICATE_MEMBER",
  ISSUER: "UNEXPECTED",
  KEY_ID: "KEY_UNKNOWN",
  KEY_UNKNOWN: "UNEXPECTED",
  KEYS_UNAVAILABLE: "UNEXPECTED",
  KEY_TYPE: "KEYS_UNAVAILABLE",
  KEY_MALFORMED: "KEYS_UNAVAILABLE",
  ALGORITHM: "KEY_ALGORITHM",
};
