import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Project Wycheproof's own vectors, from the folder that WYCHEPROOF names. */

const folder = process.env.WYCHEPROOF;
if (!folder) throw new Error("WYCHEPROOF must be the folder testvectors_v1 of a clone of C2SP/wycheproof");
const files = ["json_web_signature_test.json", "json_web_key_test.json", "json_web_crypto_test.json"];
/** Byte-identical to a valid one, or called valid with an illegal character. */
const unusable = [367, 370, 372, 373];

export type Jwk = Readonly<Record<string, unknown>>;

export interface Vector {
  readonly file: string;
  readonly group: string;
  readonly tcId: number;
  readonly comment: string;
  readonly jws: string | object;
  readonly result: "valid" | "invalid";
  readonly keys: readonly Jwk[];
}

interface Group {
  readonly comment: string;
  readonly public?: Jwk;
  readonly private?: Jwk;
  readonly tests: readonly Omit<Vector, "file" | "group" | "keys">[];
}

export const vectors: readonly Vector[] = files.flatMap((file) => read(join(folder, file), file));

function read(path: string, file: string): readonly Vector[] {
  const { testGroups } = JSON.parse(readFileSync(path, "utf8")) as { testGroups: Group[] };
  return testGroups.flatMap((group) => {
    const key = group.public ?? group.private ?? {};
    const keys = (key.keys as Jwk[] | undefined) ?? [key];
    return group.tests
      .filter(({ tcId }) => file !== files[0] || !unusable.includes(tcId))
      .map((test) => ({ ...test, file, group: group.comment, keys }));
  });
}

export const title = ({ file, group, tcId, comment }: Vector): string =>
  `${file} ${tcId} ${group} ${comment}`;
