import { dirname } from "node:path";
import { allTypes, attributeAt, couldDecide, kindOf } from "../../../terraform/types";
import type { Attribute, Attributes } from "../../../terraform/types/attributes";
import { decidingFamilies } from "../../../terraform/types/other-types";
import { Bindings } from "./bindings";

/**
 * The registry of types against the bindings of a provider: the pinned one, or the newest, which `npm run
 * test:newest-provider` installs aside and names in PROVIDER_BINDINGS.
 */
const newest = process.env.PROVIDER_BINDINGS;
const bindings = new Bindings(newest ?? dirname(require.resolve("@cdktf/provider-aws/package.json")));

const rows = allTypes.map((type) => [type.name, type] as const);

test("the bindings have every type that has a file", () => {
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.map(([name]) => name).filter((name) => !bindings.type(name))).toEqual([]);
});

test("every type of a family that could decide about access has a kind", () => {
  const types = decidingFamilies
    .filter((family) => family.startsWith("aws_"))
    .flatMap((family) => bindings.typesOf(family));
  expect(types.length).toBeGreaterThan(70);
  expect(types.every(couldDecide)).toBe(true);
  expect(types.filter((type) => !kindOf(type))).toEqual([]);
});

describe.each(rows)("%s", (name, type) => {
  const bound = bindings.type(name) ?? { arguments: [] as string[], computed: [] as string[] };
  const all = [...bound.arguments, ...bound.computed];

  test("has no argument or attribute that is not classified", () => {
    expect(all).not.toEqual([]);
    expect(all.filter((path) => !attributeAt(name, path))).toEqual([]);
  });

  test("has none that the bindings do not have", () => {
    const other = newest ? ["older"] : ["older", "newer"];
    const missing = [...pathsIn(type.attributes)].filter(
      ([path, { version = "" }]) => !all.includes(path) && !other.includes(version),
    );
    expect(missing.map(([path]) => path)).toEqual([]);
  });

  test("has none marked as of other versions of the provider that this one has too", () => {
    const other = newest ? ["older"] : ["older", "newer"];
    const marked = [...pathsIn(type.attributes)].filter(
      ([path, { version = "" }]) => all.includes(path) && other.includes(version),
    );
    expect(marked.map(([path]) => path)).toEqual([]);
  });

  test("has as computed what only the provider computes, and nothing that a configuration may write", () => {
    const computed = [...pathsIn(type.attributes)].filter(([path, { is, version }]) =>
      version === "newer argument" ? !newest : is === "computed" && all.includes(path),
    );
    // The SDK of the provider adds `id` as an argument, which Terraform refuses.
    const assigned = new Set([...bound.computed, ...(bound.arguments.includes("id") ? ["id"] : [])]);
    expect(computed.map(([path]) => path).filter((path) => !assigned.has(path))).toEqual([]);
    expect(bound.computed.filter((path) => path !== "id" && !computed.some(([of]) => of === path))).toEqual(
      [],
    );
  });

  test("names only attributes of types that are there", () => {
    const targets = [...factsIn(type.attributes)].flatMap(({ around, joined = [], links = [], mirrors }) => [
      ...links,
      ...(around ? [around.of] : []),
      ...joined,
      ...(mirrors ? [`${mirrors.type}.${mirrors.holder}`, `${mirrors.type}.${mirrors.key}`] : []),
    ]);
    const missing = targets.filter((target) => {
      const [of = "", path = ""] = target.split(".");
      return !attributeAt(of, path);
    });
    expect(missing).toEqual([]);
  });
});

function* pathsIn(attributes: Attributes, prefix = ""): Generator<[path: string, attribute: Attribute]> {
  for (const [name, attribute] of Object.entries(attributes)) {
    yield [prefix + name, attribute];
    if (attribute.is === "block") yield* pathsIn(attribute.attributes, `${prefix}${name}.`);
  }
}

function* factsIn(attributes: Attributes): Generator<Attributes[string]> {
  for (const attribute of Object.values(attributes)) {
    yield attribute;
    if (attribute.is === "block") yield* factsIn(attribute.attributes);
  }
}
