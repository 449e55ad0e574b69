import { type Document, shop } from "../build/stacks";

/** A change of one place of the shop's stacks: what is there is deleted, or replaced by something strange. */
export interface Mutation {
  readonly name: string;
  /** Makes the stacks that have the change. */
  stacks(): { readonly api: Document; readonly identity: Document };
}

type Part = Record<string, unknown>;
type Place = readonly (string | number)[];

const STRANGE: readonly (readonly [string, unknown])[] = [
  ["null", null],
  ["an empty text", ""],
  ["a text", "strange"],
  ["a number", -7],
  ["true", true],
  ["an empty list", []],
  ["a list", ["strange", 1]],
  ["an object", { strange: { inner: [null] } }],
  ["a reference to nothing", "${aws_iam_role.nowhere.arn}"],
  ["an unknown value", "${data.http.x.body}"],
  ["an expression that does not parse", "${(1 + }"],
  ["a function that fails", '${jsondecode("{")}'],
];

/** Every place of every stack, however deep, down to the values. */
export function mutations(): Mutation[] {
  const { api, identity } = shop();
  return Object.entries({ api, identity }).flatMap(([stack, document]) =>
    placesIn(document).flatMap((place) => {
      const change = (what: string, edit: (holder: Part, key: string | number) => void): Mutation => ({
        name: `${stack} ${place.join(".")}: ${what}`,
        stacks() {
          const stacks = structuredClone({ api, identity });
          const start: unknown = stacks[stack as keyof typeof stacks];
          const holder = place.slice(0, -1).reduce((at, key) => (at as Part)[key], start);
          edit(holder as Part, place.at(-1) as string);
          return stacks;
        },
      });
      return [
        change("deleted", (holder, key) => {
          if (Array.isArray(holder)) holder.splice(Number(key), 1);
          else delete holder[key];
        }),
        ...STRANGE.map(([what, value]) =>
          change(what, (holder, key) => {
            holder[key] = value;
          }),
        ),
      ];
    }),
  );
}

function placesIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== "object" || value === null) return place.length === 0 ? [] : [place];
  const inner = Object.entries(value).flatMap(([key, part]) =>
    placesIn(part, [...place, Array.isArray(value) ? Number(key) : key]),
  );
  return place.length === 0 ? inner : [place, ...inner];
}
