import { NONE, type ValueList, type ValueSet } from "./value-set";

/** Texts, such as ids of VPC endpoints. */
export class TextSet implements ValueSet {
  private constructor(
    private readonly listed: ReadonlySet<string>,
    private readonly isRest: boolean,
  ) {}

  static of({ isRest, values }: ValueList): TextSet {
    return new TextSet(new Set(values), isRest);
  }

  /** Each value for itself, NONE, and all others. */
  static pieces(values: readonly string[]): readonly TextSet[] {
    const single = [...new Set([...values, NONE])];
    return [
      ...single.map((value) => TextSet.of({ values: [value], isRest: false })),
      TextSet.of({ values: single, isRest: true }),
    ];
  }

  get isEmpty(): boolean {
    return !this.isRest && this.listed.size === 0;
  }

  get isEverything(): boolean {
    return this.isRest && this.listed.size === 0;
  }

  has(text: string): boolean {
    return this.listed.has(text) !== this.isRest;
  }

  isWithin(other: TextSet): boolean {
    if (!this.isRest) return [...this.listed].every((text) => other.has(text));
    return other.isRest && [...other.listed].every((text) => this.listed.has(text));
  }

  either(other: TextSet): this {
    if (other.isRest && !this.isRest) return other.either(this) as this;
    const listed = this.isRest
      ? [...this.listed].filter((text) => !other.has(text))
      : [...this.listed, ...other.listed];
    return new TextSet(new Set(listed), this.isRest) as this;
  }

  complement(): this {
    return new TextSet(this.listed, !this.isRest) as this;
  }

  list(): ValueList {
    return { values: [...this.listed].sort(), isRest: this.isRest };
  }

  sample(): string | undefined {
    if (!this.isRest) return [...this.listed].find((text) => text !== NONE);
    let sample = UNNAMED;
    while (this.listed.has(sample)) sample += UNNAMED;
    return sample;
  }
}

/** A text that no policy names, in Unicode's private use area. */
const UNNAMED = "\uf8fe";
