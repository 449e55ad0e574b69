import { KnownHeaders } from "../../../functions/token-verifier/known-headers";
import { createVerifier } from "../../../functions/token-verifier/verifier";
import { headerOf, issuer, NOW, tokenOf } from "../support/issuer";
import { base64url, ecKey, jwksOf, rsaKey } from "../support/tokens";
import { first, second, World } from "../support/world";

const key = rsaKey("one");
const headerB64 = base64url(headerOf(key));

function verifierOf(...issuers: readonly (typeof issuer)[]) {
  return createVerifier(issuers, { fetch: async () => jwksOf(key), now: () => NOW * 1_000 });
}

describe("what is kept", () => {
  const filled = (count: number) => {
    const known = new KnownHeaders();
    for (let n = 0; n < count; n++) known.keep(`header${n}`, { kid: `${n}` });
    return known;
  };

  it("is found by the whole text, and cannot be changed", () => {
    const known = filled(1);
    expect(known.get("header0")).toEqual({ kid: "0" });
    expect(Object.isFrozen(known.get("header0"))).toBe(true);
    expect([known.get("header"), known.get("header00"), known.get("constructor")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is 64 headers at most", () => {
    const known = filled(64);
    expect([known.get("header0"), known.get("header63")]).toEqual([{ kid: "0" }, { kid: "63" }]);
    known.keep("header64", { kid: "64" });
    expect([known.get("header0"), known.get("header63"), known.get("header64")]).toEqual([
      undefined,
      undefined,
      { kid: "64" },
    ]);
  });

  it("is not displaced by what is kept already", () => {
    const known = filled(64);
    known.keep("header0", { kid: "other" });
    expect([known.get("header0"), known.get("header63")]).toEqual([{ kid: "0" }, { kid: "63" }]);
  });
});

describe("a verifier", () => {
  const kept = jest.spyOn(KnownHeaders.prototype, "keep");
  beforeEach(() => kept.mockClear());
  afterAll(() => kept.mockRestore());

  it("keeps the header of a token that it verified, and parses it once", async () => {
    const verify = verifierOf(issuer);
    const parse = jest.spyOn(JSON, "parse");
    const read = () => parse.mock.calls.filter(([text]) => text === headerOf(key)).length;
    await verify(tokenOf(key, { sub: "alice" }));
    expect(read()).toBe(1);
    await verify(tokenOf(key, { sub: "bob" }));
    expect(read()).toBe(1);
    expect(kept.mock.calls[0]?.[0]).toBe(headerB64);
    parse.mockRestore();
  });

  it("keeps no header of a token whose signature is wrong, or whose key is not known", async () => {
    const verify = verifierOf(issuer);
    const forged = [tokenOf({ ...rsaKey("one") }), tokenOf(rsaKey("two")), tokenOf(ecKey("one"))];
    for (const token of forged) await expect(verify(token)).rejects.toThrow("Token refused");
    expect(kept).not.toHaveBeenCalled();
  });

  it("checks a known header by the rules of each issuer", async () => {
    const other = { ...issuer, issuer: "https://other.example/", types: ["at+jwt"] };
    const verify = verifierOf(issuer, other);
    await expect(verify(tokenOf(key))).resolves.toBeDefined();
    await expect(verify(tokenOf(key, { iss: other.issuer }))).rejects.toMatchObject({ code: "HEADER_TYPE" });
    await expect(verify(tokenOf(key))).resolves.toBeDefined();
  });

  it("refuses a known header under another signature, and an expired token", async () => {
    const verify = verifierOf(issuer);
    const [header, payload, signature] = tokenOf(key).split(".");
    await expect(verify(`${header}.${payload}.${signature}`)).resolves.toBeDefined();
    const [, forged] = tokenOf(key, { roles: ["root"] }).split(".");
    await expect(verify(`${header}.${forged}.${signature}`)).rejects.toMatchObject({ code: "SIGNATURE" });
    await expect(verify(tokenOf(key, { exp: NOW }))).rejects.toMatchObject({ code: "EXPIRY" });
  });

  it("refuses a known header once its key is withdrawn", async () => {
    const world = new World();
    expect(await world.outcome(first)).toBe("accepted");
    world.keys = [second];
    expect(await world.after(600).outcome(first)).toBe("KEY_UNKNOWN");
  });
});
