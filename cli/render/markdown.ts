/** A table in GitHub's Markdown. The text of a cell makes no column, link or tag. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** Markdown that is shown when its summary, a plain text, is clicked. */
export function details(summary: string, markdown: string): string {
  return `<details><summary>${escaped(summary)}</summary>\n\n${markdown}\n\n</details>`;
}

/**
 * Words that GitHub and GitLab replace after Markdown is rendered, where no escape helps: URLs, e-mail addresses,
 * @names, references to issues and commits, and :emoji:.
 */
const REPLACED_LATER = /@|:\/\/|\bwww\.|\b(mailto|xmpp):|[#!$%&~]\w|:[\w+-]+:|\bGH-\d|\b[0-9a-f]{7,}\b/i;

/**
 * Text of a Terraform file as plain text, also if it looks like Markdown, HTML, an address or an @name. Words that only
 * code protects are written as code.
 */
export function escaped(text: string): string {
  const words = text.trim().split(/\s+/);
  const line = words.map(protectedWord).join(" ");
  // At the beginning of a line they would begin a list or a quotation.
  return line.replace(/^(\d*)([-+>.)])/, "$1\\$2");
}

/** The punctuation around a word is the sentence's, and stays outside of the code. */
function protectedWord(word: string): string {
  const [, before = "", core = word, after = ""] = /^([("'[{]*)(.*?)([)"'\]},.;:]*)$/s.exec(word) ?? [];
  if (!REPLACED_LATER.test(word)) return escapedWord(word);
  if (!REPLACED_LATER.test(core)) return code(word);
  return `${escapedWord(before)}${code(core)}${escapedWord(after)}`;
}

function escapedWord(word: string): string {
  return word
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/([\\`*_{}[\]|~#!])/g, "\\$1");
}

/** Code ends at a bar, which would end a table's cell within code as well. */
function code(word: string): string {
  return word
    .split("|")
    .map((part) => (part === "" ? "" : span(part)))
    .join("\\|");
}

/** Text that is shown as it stands. */
export function codeBlock(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

function span(text: string): string {
  const longest = longestRun(text);
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 ? " " : "";
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** Of backticks. */
function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
