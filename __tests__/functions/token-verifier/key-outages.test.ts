import { createHash } from "node:crypto";
import { createVerifier } from "../../../functions/token-verifier/verifier";
import { issuer, NOW, tokenOf } from "../support/issuer";
import { jwksOf } from "../support/tokens";
import { first, forger, MINUTE, STALE_LIMIT, second, TTL, World } from "../support/world";

describe("an issuer that is down", () => {
  it("lets its known keys go on until the stale limit, then nothing passes", async () => {
    const world = new World();
    await world.outcome(first);
    world.up = false;
    for (let at = 0; at < STALE_LIMIT; at += MINUTE) {
      expect(await world.outcome(first)).toBe("accepted");
      world.after(MINUTE);
    }
    expect(await world.outcome(first)).toBe("KEYS_UNAVAILABLE");
  });

  it("is asked at most once in 10 s, however many requests come, with keys and without", async () => {
    for (const known of [true, false]) {
      const world = new World();
      if (known) await world.outcome(first);
      world.after(TTL).up = false;
      const before = world.fetches;
      for (let tenths = 0; tenths < 600; tenths++) {
        await Promise.all([
          world.outcome(first),
          world.outcome(second),
          world.outcome(forger, `made-up-${tenths}`),
        ]);
        world.after(0.1);
      }
      expect(world.fetches - before).toBe(6);
    }
  });

  it("is believed again as soon as it is asked and answers", async () => {
    const world = new World();
    world.up = false;
    expect(await world.outcome(first)).toBe("KEYS_UNAVAILABLE");
    world.up = true;
    expect(await world.after(9.9).outcome(first)).toBe("KEYS_UNAVAILABLE");
    expect(await world.after(0.1).outcome(first)).toBe("accepted");
  });

  it("refuses a token of an unknown key while the known ones go on", async () => {
    const world = new World();
    await world.outcome(first);
    world.after(TTL).up = false;
    expect([await world.outcome(second), await world.outcome(first)]).toEqual(["KEY_UNKNOWN", "accepted"]);
  });
});

describe("an issuer that is slow", () => {
  it("delays the requests that need a new key, by one fetch, and no request whose key is known", async () => {
    const world = new World();
    await world.outcome(first);
    let answer = () => {};
    world.slowness = new Promise((resolve) => {
      answer = resolve;
    });
    world.after(2).keys = [first, second];
    const waiting = world.outcome(second);
    expect(await world.outcome(first)).toBe("accepted");
    answer();
    expect(await waiting).toBe("accepted");
    expect(world.fetches).toBe(2);
  });
});

describe("a flood of made-up kids", () => {
  it("costs the issuer one request a second, and keeps no rotated key out for longer than a second", async () => {
    const world = new World();
    await world.outcome(first);
    const before = world.fetches;
    let lockedOut = 0;
    for (let tenths = 0; tenths < 300; tenths++) {
      world.after(0.1);
      if (tenths === 150) world.keys = [second];
      for (let n = 0; n < 5; n++) {
        const kid = createHash("sha256").update(`${tenths}.${n}`).digest("hex");
        expect(await world.outcome(forger, kid)).toBe("KEY_UNKNOWN");
      }
      if (tenths >= 150 && (await world.outcome(second)) !== "accepted") lockedOut += 0.1;
    }
    expect(world.fetches - before).toBeLessThanOrEqual(31);
    expect(lockedOut).toBeLessThanOrEqual(1);
  });

  it("does not slow down or lock out a known key", async () => {
    const world = new World();
    await world.outcome(first);
    world.slowness = new Promise(() => {});
    const flood = Array.from({ length: 50 }, (_, n) => world.after(0.1).outcome(forger, `made-up-${n}`));
    expect(await world.outcome(first)).toBe("accepted");
    expect(flood).toHaveLength(50);
    expect(world.fetches).toBe(2);
  });
});

describe("an issuer that answers nonsense", () => {
  it.each([
    ["a page", "<html>"],
    ["a list", "[]"],
    ["no keys", "{}"],
    ["keys that are no list", '{"keys":{}}'],
    ["a key that is no object", '{"keys":[null]}'],
    ["a key that is a number", '{"keys":[7]}'],
    ["a key that is text", '{"keys":["key"]}'],
    ["a key that is a list", '{"keys":[[]]}'],
    ["a member twice", '{"keys":[],"keys":[]}'],
    [
      "over a hundred keys",
      JSON.stringify({ keys: Array.from({ length: 101 }, (_, n) => ({ kid: `${n}` })) }),
    ],
    ["bytes that are no text", Buffer.from([0x7b, 0xff, 0x7d])],
  ])("counts as down with %s: the keys from before go on", async (_, body) => {
    const world = new World();
    await world.outcome(first);
    world.after(TTL).body = () => Buffer.from(body);
    expect(await world.outcome(first)).toBe("accepted");
    const fresh = new World();
    fresh.body = () => Buffer.from(body);
    expect(await fresh.outcome(first)).toBe("KEYS_UNAVAILABLE");
  });
});

describe("several issuers", () => {
  it("have each their own keys, and their own back-off", async () => {
    const other = { ...issuer, issuer: "https://other.example/", jwksUrl: "https://other.example/jwks.json" };
    const asked: string[] = [];
    const verify = createVerifier([issuer, other], {
      fetch: async (url) => {
        asked.push(url);
        if (url === other.jwksUrl) throw new Error("down");
        return jwksOf(first);
      },
      now: () => NOW * 1_000,
    });
    await expect(verify(tokenOf(first, { iss: other.issuer }))).rejects.toMatchObject({
      code: "KEYS_UNAVAILABLE",
    });
    await expect(verify(tokenOf(first))).resolves.toMatchObject({ issuer: issuer.issuer });
    expect(asked).toEqual([other.jwksUrl, issuer.jwksUrl]);
  });
});
