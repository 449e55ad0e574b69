/**
 * JSON for a terminal, a log or a file: the same data, with the characters that move a cursor or turn the direction
 * of a line written as escapes. JSON.stringify leaves those above U+001F as they are.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
