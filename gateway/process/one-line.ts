/**
 * A text as one line of a log: what callers send and functions print must not begin another. Tabs stay; other control
 * characters, and what Unicode takes for the end of a line, are spelled out.
 */
export function oneLine(text: string): string {
  return text.replace(/[^\P{Cc}\t]|[\u2028\u2029]/gu, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${code}`;
  });
}
