/** Splits a string of Terraform's JSON into literal text and expressions. Pure. */

export type Part = { readonly text: string } | { readonly expression: string };

/** Splits `a-${b.c}` into `a-` and `b.c`; `$${` and `%%{` are text. */
export function partsOf(template: string): readonly Part[] {
  const parts: Part[] = [];
  let text = "";
  let at = 0;
  while (at < template.length) {
    if (/^(\$\$\{|%%\{)/.test(template.slice(at, at + 3))) {
      text += template.slice(at + 1, at + 3);
      at += 3;
    } else if (/^[$%]\{/.test(template.slice(at, at + 2))) {
      const end = endOf(template, at + 2);
      if (text !== "") parts.push({ text });
      text = "";
      parts.push({ expression: template.slice(at + 2, end).trim() });
      at = end + 1;
    } else {
      text += template[at++];
    }
  }
  return text === "" && parts.length > 0 ? parts : [...parts, { text }];
}

/** The position of the brace that closes the one before `start`. Braces in quoted text do not count. */
function endOf(template: string, start: number): number {
  let depth = 1;
  let quoted = false;
  for (let at = start; at < template.length; at++) {
    const char = template[at];
    if (quoted && char === "\\") at++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && char === "{") depth++;
    else if (!quoted && char === "}" && --depth === 0) return at;
  }
  return template.length;
}
