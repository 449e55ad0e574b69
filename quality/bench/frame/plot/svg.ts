/** As few elements of SVG as the plots need. Nothing in them is a colour but for the two of the text, by the reader's scheme. */

type Attributes = Readonly<Record<string, string | number>>;

/** Attributes of a line in the text's colour. */
export const LINE = { stroke: "currentColor", fill: "none" } as const;

const STYLE =
  "svg{color:#1f2328;font:13px system-ui,sans-serif}@media(prefers-color-scheme:dark){svg{color:#d1d7e0}}text{fill:currentColor}";

export interface Graphic {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** The figures as words. */
  readonly description: string;
  readonly parts: readonly string[];
}

export function graphic({ description, height, parts, title, width }: Graphic): string {
  const [w, h] = [width, height].map(rounded);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${w} ${h}" width="${w}" height="${h}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(description)}</desc>`,
    `<style>${STYLE}</style>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

export function element(name: string, attributes: Attributes): string {
  return `<${name}${written(attributes)}/>`;
}

export function text(x: number, y: number, content: string, attributes: Attributes = {}): string {
  return `<text${written({ x, y, ...attributes })}>${escaped(content)}</text>`;
}

export interface Axis {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** A logarithmic axis over all values, which must be above 0, with a tick at 1, 2 and 5 times each power of ten. */
export function axis(values: readonly number[], [from, to]: readonly [number, number]): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)].map(Math.log10) as [number, number];
  const length = most - least || 1;
  const at = (value: number) => from + ((Math.log10(value) - least) / length) * (to - from);
  const powers = Array.from(
    { length: Math.ceil(most) - Math.floor(least) + 1 },
    (_, n) => n + Math.floor(least),
  );
  const ticks = powers
    .flatMap((power) => [1, 2, 5].map((one) => one * 10 ** power))
    .filter((tick) => Math.log10(tick) >= least - 1e-9 && Math.log10(tick) <= most + 1e-9);
  // With many powers, 2 and 5 would be too close to each other.
  return {
    at,
    ticks: ticks.length > 9 ? ticks.filter((tick) => Math.abs(Math.log10(tick) % 1) < 1e-9) : ticks,
  };
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(
      ([name, value]) =>
        ` ${name}="${typeof value === "number" ? rounded(value) : escaped(value).replace(/[\d.]+/g, short)}"`,
    )
    .join("");
}

/** Of numbers within a path: a tenth of a pixel is enough. */
const short = (digits: string) => (digits.includes(".") ? String(rounded(Number(digits))) : digits);

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

function escaped(content: string): string {
  return content
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
