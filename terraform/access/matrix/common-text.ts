import type { Parameter, Template } from "./path-template";
import { mayShareText } from "./shared-segments";

/**
 * A text that a policy's pattern covers and that matches a template, or undefined where there is none: it finds
 * `GET/pets/7` of a policy for the route `GET /pets/{petId}`.
 *
 * Where the pattern leaves a parameter's value open, or a part of it, the parameter's own character stands there,
 * so that the text does not match another route by accident.
 */
export function commonText(pattern: string, template: Template): string | undefined {
  if (!mayShareText(pattern, template)) return undefined;
  const [first = ""] = template;
  if (typeof first !== "string") return new Search(pattern, template).from(START);
  // Most patterns differ in their literal beginning; an equal beginning need not be searched.
  const wildcard = pattern.search(/[*?]/);
  const length = Math.min(wildcard < 0 ? pattern.length : wildcard, first.length);
  const shared = pattern.slice(0, length);
  if (!first.startsWith(shared)) return undefined;
  const start = length < first.length ? { ...START, offset: length } : { ...START, part: 1 };
  return before(shared, new Search(pattern, template).from({ ...start, char: length }));
}

/** How far pattern and template are used up. */
interface Place {
  readonly char: number;
  readonly part: number;
  /** In a literal part. */
  readonly offset: number;
  /** What the parameter's value has: `open` is its own character, put there for the wildcard at `char`. */
  readonly value: "nothing" | "named" | "open";
}

const START: Place = { char: 0, part: 0, offset: 0, value: "nothing" };

/** Depth first; a place without a result is not tried again, so it takes |pattern| × |template| steps at most. */
class Search {
  private readonly failed = new Set<string>();

  constructor(
    private readonly pattern: string,
    private readonly template: Template,
  ) {}

  from(place: Place): string | undefined {
    const key = `${place.char} ${place.part} ${place.offset} ${place.value}`;
    if (this.failed.has(key)) return undefined;
    const at = this.template[place.part];
    const found =
      at === undefined
        ? this.atEnd(place)
        : typeof at === "string"
          ? this.inLiteral(at, place)
          : this.inParameter(at, place);
    if (found === undefined) this.failed.add(key);
    return found;
  }

  private atEnd({ char }: Place): string | undefined {
    return /^\**$/.test(this.pattern.slice(char)) ? "" : undefined;
  }

  private inLiteral(literal: string, place: Place): string | undefined {
    const wanted = literal[place.offset] as string;
    const isLast = place.offset + 1 === literal.length;
    const next = isLast
      ? { part: place.part + 1, offset: 0, value: "nothing" as const }
      : { ...place, offset: place.offset + 1 };
    const char = this.pattern[place.char];
    if (char === "*")
      return before(wanted, this.from({ ...next, char: place.char })) ?? this.from(skipped(place));
    if (char !== wanted && char !== "?") return undefined;
    return before(wanted, this.from({ ...next, char: place.char + 1 }));
  }

  private inParameter({ anyone, greedy }: Parameter, place: Place): string | undefined {
    const char = this.pattern[place.char];
    const end = () =>
      place.value === "nothing"
        ? undefined
        : this.from({ char: place.char, part: place.part + 1, offset: 0, value: "nothing" });
    if (char === "*") {
      const open =
        place.value === "open" ? undefined : before(anyone, this.from({ ...place, value: "open" }));
      return open ?? end() ?? this.from(skipped(place));
    }
    const isInValue = char !== undefined && (char !== "/" || (greedy && place.value !== "nothing"));
    if (!isInValue) return end();
    const next: Place = { ...place, char: place.char + 1, value: "named" };
    return before(char === "?" ? anyone : char, this.from(next)) ?? end();
  }
}

/** Without what the wildcard could cover. */
function skipped(place: Place): Place {
  return { ...place, char: place.char + 1 };
}

function before(text: string, rest: string | undefined): string | undefined {
  return rest === undefined ? undefined : text + rest;
}
