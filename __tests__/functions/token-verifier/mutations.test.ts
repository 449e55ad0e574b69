import { attackSize } from "../../attacks";
import { mutationsOf } from "../support/hostile/mutations";
import { tokenOf, verifierFor } from "../support/issuer";
import { ecKey, edKey, rsaKey } from "../support/tokens";

const keys = [rsaKey("rsa"), ecKey("ec"), edKey("ed")];
const verify = verifierFor(keys);
const TOTAL = 100_000;
/** Every so many mutations one is tried; a prime, so that the replaced letter and its replacement both vary. */
const STEP = TOTAL / attackSize({ some: TOTAL / 37, all: TOTAL });

function* mutations(): Generator<string> {
  for (let round = 0; ; round++) {
    for (const key of keys) {
      const token = tokenOf(key, { sub: `alice-${round}` });
      yield* mutationsOf(token);
    }
  }
}

it(`none of ${Math.floor(TOTAL / STEP)} mutations of valid tokens is accepted`, async () => {
  const accepted: string[] = [];
  let count = 0;
  let tried = 0;
  for (const token of mutations()) {
    if (count++ === TOTAL) break;
    if (count % STEP !== 0) continue;
    tried++;
    await verify(token).then(
      () => accepted.push(token),
      () => {},
    );
  }
  expect(accepted).toEqual([]);
  expect(tried).toBe(Math.floor(TOTAL / STEP));
}, 120_000);
