import { rulesOf } from "../../../functions/token-verifier/issuer";
import { KeyCache } from "../../../functions/token-verifier/key-cache";
import { issuer } from "../support/issuer";
import { jwksOf } from "../support/tokens";
import { first, MINUTE, replaced, second, TTL, World } from "../support/world";

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

it("an issuer may publish a hundred keys", async () => {
  const world = new World();
  const others = Array.from({ length: 99 }, (_, n) => ({
    ...first,
    jwk: { ...first.jwk, kid: `other-${n}` },
  }));
  world.keys = [...others, first];
  expect(await world.outcome(first)).toBe("accepted");
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
