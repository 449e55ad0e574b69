import fc from "fast-check";
import { stageArn } from "../../../functions/authorizer/method-arn";
import { anyText, fuzzing } from "../../attacks";

const api = "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5";

describe("methodArn", () => {
  it.each([
    `${api}/dev/GET/`,
    `${api}/dev/GET/pets`,
    `${api}/dev/DELETE/pets/7/`,
    `${api}/dev/GET/a:b:c/*/arn:aws:execute-api:us-east-1:999999999999:other/prod/GET/x`,
    `${api}/dev/GET//prod/POST/*`,
    `${api}/dev/GET/${"a".repeat(1_600 - `${api}/dev/GET/`.length)}`,
    `${api}/dev/GET/caf\u00e9`,
    `${api}/dev/GET/..a/b../...//./.git`,
    `${api}/dev/GET/a%2e%2eb`,
  ])("%s names the stage, for any path", (arn) => {
    expect(stageArn(arn)).toBe(`${api}/dev/`);
  });

  it.each(["GET/pets", "GET/", "POST/partner/pets/7", "GET/$default"])(
    "is of the stage $default for %s",
    (route) => {
      expect(stageArn(`${api}/$default/${route}`)).toBe(`${api}/$default/`);
    },
  );

  it.each([
    "arn:aws-cn:execute-api:cn-north-1",
    "arn:aws-us-gov:execute-api:us-gov-west-1",
    "arn:aws:execute-api:eu-west-12",
  ])("%s is another partition or region", (start) => {
    expect(stageArn(`${start}:123456789012:a1b2c3d4e5/dev/GET/pets`)).toBe(
      `${start}:123456789012:a1b2c3d4e5/dev/`,
    );
  });

  it.each([
    undefined,
    null,
    7,
    "",
    "*",
    api,
    `${api}/dev`,
    `${api}/dev/GET`,
    `${api}/dev/get/pets`,
    `${api}/dev/*/pets`,
    `${api}/*/GET/pets`,
    `${api}//GET/pets`,
    `${api}/d:v/GET/pets`,
    ` ${api}/dev/GET/pets`,
    `${api}/dev/TRACE/pets`,
    "arn:aws:execute-api:*:123456789012:a1b2c3d4e5/dev/GET/pets",
    "arn:aws:execute-api:eu-west-1:*:a1b2c3d4e5/dev/GET/pets",
    "arn:aws:execute-api:eu-west-1:123456789012:*/dev/GET/pets",
    "arn:aws:execute-api:eu-west-1::a1b2c3d4e5/dev/GET/pets",
    "arn:aws:lambda:eu-west-1:123456789012:function:x/dev/GET/pets",
    "arn:evil:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/pets",
    `${api}/dev/GET/${"a".repeat(1_600)}`,
    `${api}/$default`,
    `${api}/$default/$default`,
    `${api}/$default/*/$default`,
    `${api}/$default/ANY/pets`,
    `${api}/$other/GET/pets`,
    `${api}/dev$default/GET/pets`,
    `${api}/$default/GET/public/../secret`,
    `${api}/dev/GET/..`,
    `${api}/dev/GET/public/../secret`,
    `${api}/dev/GET/public/%2e%2E/secret`,
    `${api}/dev/GET/public/.%252e/secret`,
    `${api}/dev/GET/public/..%2fsecret`,
    `${api}/dev/GET/public%2f..%2fsecret`,
    `${api}/dev/GET/public/..;/secret`,
    `${api}/dev/GET/public\\..\\secret`,
    `${api}/dev/GET/public/..%3bx/secret`,
  ])("%s is refused", (arn) => {
    expect(() => stageArn(arn)).toThrow(expect.objectContaining({ code: "METHOD_ARN" }));
  });

  it("never lets the path change the stage, nor the stage hold a wildcard", () => {
    fc.assert(
      fc.property(anyText(500), (text) => {
        // A path that climbs is refused.
        const path = text.replaceAll("..", "");
        for (const stage of ["dev", "$default"])
          expect(stageArn(`${api}/${stage}/GET/${path}`)).toBe(`${api}/${stage}/`);
      }),
      fuzzing({ some: 300, all: 2_000 }),
    );
  });

  it("is refused, or its own beginning is returned, for any input", () => {
    const piece = fc.constantFrom(
      "arn",
      "aws",
      ":",
      "/",
      "*",
      "execute-api",
      "eu-west-1",
      "123456789012",
      "dev",
      "$default",
      "GET",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.array(piece).map((all) => all.join("")),
        ),
        (arn) => {
          let stage: string;
          try {
            stage = stageArn(arn);
          } catch (error) {
            expect(error).toMatchObject({ code: "METHOD_ARN" });
            return;
          }
          expect(String(arn).startsWith(stage)).toBe(true);
          expect(stage).toMatch(/^arn:aws[^*]*\/$/);
        },
      ),
      fuzzing({ some: 1_000, all: 5_000 }),
    );
  });
});
