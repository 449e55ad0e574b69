import { battery } from "../support/hostile/battery";
import { tokenOf, verifierFor } from "../support/issuer";
import { validTokens } from "../support/valid-tokens";

const { tokens, published, forge } = battery();
const attacks = grouped();
const verify = verifierFor(published);

function grouped(): Map<string, typeof tokens> {
  const groups = new Map<string, (typeof tokens)[number][]>();
  for (const token of tokens) groups.set(token.attack, [...(groups.get(token.attack) ?? []), token]);
  return groups;
}

it("the battery is as large as it should be, and no token is in it twice under one name", () => {
  expect(tokens.length).toBeGreaterThanOrEqual(300);
  expect(attacks.size).toBeGreaterThanOrEqual(40);
  const names = tokens.map(({ attack, name }) => `${attack}: ${name}`);
  expect(names.filter((name, at) => names.indexOf(name) < at)).toEqual([]);
});

it.each([...attacks])("%s: each token is refused, for its own reason", async (_, cases) => {
  const outcomes = cases.map(async ({ name, token }) => {
    const outcome = await verify(token).then(
      () => "accepted",
      (error) => error.code,
    );
    return [name, outcome];
  });
  expect(await Promise.all(outcomes)).toEqual(cases.map(({ name, code }) => [name, code]));
});

describe("valid tokens", () => {
  it.each([forge.rsa, forge.ec, forge.ed])("of $alg are accepted", async (key) => {
    await expect(verify(tokenOf(key))).resolves.toMatchObject({ subject: "alice-1", roles: ["admin"] });
  });

  it.each(validTokens)("with %s are accepted", async (_, claims, header) => {
    await expect(verify(tokenOf(forge.rsa, claims, header))).resolves.toMatchObject({
      issuer: "https://issuer.example/",
    });
  });
});
