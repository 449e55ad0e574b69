import { createHash } from "node:crypto";
import { type KeyLifetimes, rulesOf } from "../../../functions/token-verifier/issuer";
import { KeyCache } from "../../../functions/token-verifier/key-cache";
import { createVerifier, type VerifyToken } from "../../../functions/token-verifier/verifier";
import { issuer, NOW, tokenOf } from "../support/issuer";
import { edKey, jwksOf, rsaKey, type SigningKey } from "../support/tokens";

const first = rsaKey("first");
const second = rsaKey("second");
const replaced = rsaKey("first");
/** Signs quickly. */
const forger = edKey("forger");
const TTL = 600;
const STALE_LIMIT = 3_600;
const MINUTE = 60;

/** Signing is slow, and the tests ask for the same token over and over. */
const signed = new Map<SigningKey, string>();

function tokenUnder(key: SigningKey, kid: string): string {
  if (kid !== key.kid) return tokenOf(key, {}, { kid });
  const token = signed.get(key) ?? tokenOf(key, { exp: NOW + 1e6 });
  signed.set(key, token);
  return token;
}

/** An issuer and a verifier of its tokens under a clock that only the test moves. */
class World {
  seconds = 0;
  fetches = 0;
  up = true;
  keys: readonly SigningKey[] = [first];
  body: (() => Uint8Array) | undefined;
  readonly #source = {
    fetch: async () => {
      this.fetches++;
      await this.slowness;
      if (!this.up) throw new Error("down");
      return this.body?.() ?? jwksOf(...this.keys);
    },
    now: () => (NOW + this.seconds) * 1_000,
  };
  slowness: Promise<void> | undefined;
  readonly #verify: VerifyToken;

  constructor(keys: KeyLifetimes = {}) {
    this.#verify = createVerifier([{ ...issuer, keys }], this.#source);
  }

  /** "accepted", or the code of the refusal. */
  async outcome(key: SigningKey, kid = key.kid): Promise<string> {
    return this.#verify(tokenUnder(key, kid)).then(
      () => "accepted",
      (error) => error.code,
    );
  }

  after(seconds: number): this {
    this.seconds += seconds;
    return this;
  }
}

describe("an issuer that works", () => {
  it("is asked once for as long as its keys are believed, and again after that", async () => {
    const world = new World();
    for (let at = 0; at < TTL; at += 10) {
      expect([await world.outcome(first), world.fetches]).toEqual(["accepted", 1]);
      world.after(10);
    }
    expect([await world.outcome(first), world.fetches]).toEqual(["accepted", 2]);
  });

  it("is asked once for any number of requests at once", async () => {
    const world = new World();
    let answer = () => {};
    world.slowness = new Promise((resolve) => {
      answer = resolve;
    });
    const outcomes = Array.from({ length: 100 }, () => world.outcome(first));
    answer();
    expect(new Set(await Promise.all(outcomes))).toEqual(new Set(["accepted"]));
    expect(world.fetches).toBe(1);
  });
});

describe("an issuer that rotates its keys", () => {
  it("has its new key accepted at once, and the old one as long as it is published", async () => {
    const world = new World();
    await world.outcome(first);
    world.after(MINUTE).keys = [first, second];
    expect(await world.outcome(second)).toBe("accepted");
    expect(await world.outcome(first)).toBe("accepted");
    expect(world.fetches).toBe(2);
  });

  it("may use a kid again for another key: the old key is dead after the TTL", async () => {
    const world = new World();
    await world.outcome(first);
    world.keys = [replaced];
    expect(await world.after(TTL - 1).outcome(first)).toBe("accepted");
    expect(await world.after(1).outcome(first)).toBe("SIGNATURE");
    expect(await world.outcome(replaced)).toBe("accepted");
  });
});

describe("an issuer that withdraws a key", () => {
  it("has it refused after the TTL, however often it was used", async () => {
    const world = new World();
    await world.outcome(first);
    world.keys = [second];
    expect(await world.after(TTL - 1).outcome(first)).toBe("accepted");
    expect(await world.after(1).outcome(first)).toBe("KEY_UNKNOWN");
  });

  it("has it refused at once when anything else made the keys be fetched", async () => {
    const world = new World();
    await world.outcome(first);
    world.after(2).keys = [second];
    expect(await world.outcome(second)).toBe("accepted");
    expect(await world.outcome(first)).toBe("KEY_UNKNOWN");
  });

  it("may withdraw all of them", async () => {
    const world = new World();
    await world.outcome(first);
    world.after(TTL).keys = [];
    expect(await world.outcome(first)).toBe("KEY_UNKNOWN");
  });
});

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

describe("lifetimes of one's own", () => {
  it("without a stale limit: nothing passes while the issuer is down and the TTL is over", async () => {
    const world = new World({ ttl: 60, staleLimit: 0 });
    expect(await world.outcome(first)).toBe("accepted");
    world.up = false;
    expect(await world.after(59).outcome(first)).toBe("accepted");
    expect(await world.after(1).outcome(first)).toBe("KEYS_UNAVAILABLE");
  });

  it("with a short TTL: a withdrawn key is dead so much sooner", async () => {
    const world = new World({ ttl: 5 });
    await world.outcome(first);
    world.keys = [];
    expect(await world.after(4.9).outcome(first)).toBe("accepted");
    expect(await world.after(0.1).outcome(first)).toBe("KEY_UNKNOWN");
  });
});

describe("an issuer that is slow", () => {
  it("is waited for by those who need it, once, and by nobody whose key is known", async () => {
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

it("an issuer may publish a hundred keys", async () => {
  const world = new World();
  const others = Array.from({ length: 99 }, (_, n) => ({
    ...first,
    jwk: { ...first.jwk, kid: `other-${n}` },
  }));
  world.keys = [...others, first];
  expect(await world.outcome(first)).toBe("accepted");
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

describe("the clock", () => {
  it("that is set back makes the keys old instead of young for ever", async () => {
    const world = new World();
    await world.outcome(first);
    world.keys = [second];
    expect(await world.after(-MINUTE).outcome(first)).toBe("KEY_UNKNOWN");
  });
});

describe("what is reported", () => {
  it("is each fetch, with the keys that can not be used, and each failure", async () => {
    const fetched = jest.fn();
    const failed = jest.fn();
    let body = jwksOf(first, { jwk: { ...second.jwk, use: "enc" } });
    let milliseconds = 0;
    const cache = new KeyCache(rulesOf(issuer), {
      fetch: async () => body,
      now: () => milliseconds,
      report: { fetched: (keys) => fetched(keys.unusable()), failed },
    });
    await cache.latest();
    expect(fetched).toHaveBeenCalledWith([{ kid: "second", code: "KEY_USE" }]);
    body = Buffer.from("{");
    milliseconds = TTL * 1_000;
    await cache.latest();
    expect(failed.mock.calls).toEqual([
      [expect.objectContaining({ message: expect.stringContaining("JWKS: expected") })],
    ]);
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});
