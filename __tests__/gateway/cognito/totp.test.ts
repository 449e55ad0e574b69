import { makeTotpSecret, totpCode, totpStep } from "../../../gateway/cognito/totp";

// RFC 6238, appendix B: the secret "12345678901234567890", of the eight digits the last six.
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("at %i the code is %s (RFC 6238, appendix B)", (seconds, code) => {
  expect(totpCode(SECRET, new Date(seconds * 1_000))).toBe(code);
});

test.each([
  [0, "right"],
  [29, "right"],
  [59, "right"],
  [60, "wrong"],
  [-30, "right"],
  [-31, "wrong"],
])(
  "a code is right one step before and after its own: %i s after its begin it is %s",
  (seconds, expected) => {
    const begin = 1_200_000_000_000;
    const code = totpCode(SECRET, new Date(begin));
    const step = totpStep(code, { secret: SECRET, now: new Date(begin + seconds * 1_000) });
    expect(step).toBe(expected === "right" ? begin / 30_000 : "wrong");
  },
);

test("a code that was used is used up, and so are those before it", () => {
  const now = new Date(1_200_000_000_000);
  const step = now.getTime() / 30_000;
  const code = (offset: number) => totpCode(SECRET, new Date(now.getTime() + offset * 30_000));
  const outcome = (offset: number) => totpStep(code(offset), { secret: SECRET, now, usedStep: step });
  expect([outcome(-1), outcome(0), outcome(1)]).toEqual(["used", "used", step + 1]);
});

test("secrets are 32 bytes in base32", () => {
  const secrets = Array.from({ length: 20 }, makeTotpSecret);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{52}$/);
  expect(new Set(secrets).size).toBe(20);
});
