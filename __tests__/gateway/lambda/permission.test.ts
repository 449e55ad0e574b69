import { mayInvoke } from "../../../gateway/lambda/permission";

const ARN = "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5";
const may = (sourceArn: string | undefined, source: string, principal = "apigateway.amazonaws.com") =>
  mayInvoke(
    { permissions: [{ address: "p", principal, ...(sourceArn !== undefined && { sourceArn }) }] },
    "apigateway.amazonaws.com",
    source,
  );

test.each([
  [`${ARN}/*`, `${ARN}/dev/GET/pets/{petId}`, true],
  [`${ARN}/*/GET/pets/*`, `${ARN}/dev/GET/pets/{petId}`, true],
  [`${ARN}/*/GET/pets/{petId}`, `${ARN}/dev/GET/pets/{petId}`, true],
  [`${ARN}/*/GET/pets`, `${ARN}/dev/POST/pets`, false],
  [`${ARN}/prod/*`, `${ARN}/dev/GET/pets`, false],
  [`${ARN}/authorizers/abc`, `${ARN}/authorizers/abc`, true],
  [`${ARN}/authorizers/abc`, `${ARN}/authorizers/abcd`, false],
  ["arn:aws:execute-api:us-east-1:123456789012:other/*", `${ARN}/dev/GET/pets`, false],
  [undefined, `${ARN}/dev/GET/pets`, true],
])("a permission for %s lets %s invoke: %s", (pattern, source, expected) => {
  expect(may(pattern, source)).toBe(expected);
});

test("another service's permission does not count, and no permission means no", () => {
  expect(may(`${ARN}/*`, `${ARN}/dev/GET/pets`, "cognito-idp.amazonaws.com")).toBe(false);
  expect(mayInvoke({ permissions: [] }, "apigateway.amazonaws.com", ARN)).toBe(false);
});

test("a permission with many wildcards takes no longer for a long path", () => {
  const started = performance.now();
  expect(may(`${ARN}/${"*a".repeat(30)}*b`, `${ARN}/dev/GET/${"a".repeat(8_000)}`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2_000);
});
