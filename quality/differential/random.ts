/** Pseudo-random choices: the same seed makes the same cases. */
export class Random {
  private state: number;

  constructor(seed: number, index: number) {
    this.state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
    // The first values of neighbouring seeds are similar.
    for (let warm = 0; warm < 4; warm++) this.next();
  }

  /** From 0 to below 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** From `least` to `most`, both included. */
  count(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick<T>(among: readonly [T, ...T[]] | readonly T[]): T {
    return among[Math.floor(this.next() * among.length)] as T;
  }

  some<T>(least: number, most: number, make: () => T): T[] {
    return Array.from({ length: this.count(least, most) }, make);
  }

  /** One of several, as often as its weight says. */
  weighted<T>(among: readonly (readonly [weight: number, make: () => T])[]): T {
    let left = this.next() * among.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, make] of among) {
      left -= weight;
      if (left < 0) return make();
    }
    throw new Error("nothing to choose from");
  }
}
