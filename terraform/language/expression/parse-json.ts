/**
 * Parses JSON of which every object has each name once. Terraform and AWS treat a duplicate name
 * differently, and JSON.parse takes the last one: what one of them enforces, another would not see.
 *
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  const twice = repeatedName(text);
  if (twice === undefined) return value;
  throw new SyntaxError(`the name ${JSON.stringify(twice)} comes twice in one object`);
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The first name that an object has twice, in text that is JSON. */
function repeatedName(text: string): string | undefined {
  // Of each object that is open, its names; of a list nothing.
  const open: (Set<string> | undefined)[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x7b: // {
        open.push(new Set());
        isName = true;
        break;
      case 0x5b: // [
        open.push(undefined);
        isName = false;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        open.pop();
        break;
      case 0x2c: // ,
        isName = open.at(-1) !== undefined;
        break;
      case QUOTE: {
        const end = endOfText(text, at);
        if (isName) {
          const name = nameIn(text.slice(at + 1, end));
          const names = open.at(-1);
          if (names?.has(name)) return name;
          names?.add(name);
          isName = false;
        }
        at = end;
      }
    }
  }
  return undefined;
}

/** Where the quotation mark is that closes the one at `start`. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
}

function nameIn(inner: string): string {
  return inner.includes("\\") ? (JSON.parse(`"${inner}"`) as string) : inner;
}
