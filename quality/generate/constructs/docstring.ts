import ts from "typescript";

/** The parts of a documentation comment. */
export interface Docstring {
  readonly text: string;
  readonly default: string | undefined;
  readonly throws: readonly string[];
  readonly params: Readonly<Record<string, string>>;
}

const TAG = /(?:^|\s)@(default|throws|param|returns)\s+/;

/** The last documentation comment before the first declaration that has one. */
export function docstringOf(declarations: readonly ts.Node[]): Docstring {
  const comments = declarations.flatMap((one) =>
    ts.getJSDocCommentsAndTags(one).filter(ts.isJSDoc).slice(-1),
  );
  return parsed(comments[0]?.getText() ?? "");
}

function parsed(comment: string): Docstring {
  const plain = comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^\s*\* ?/gm, "")
    .trim();
  const [text = "", ...tags] = plain.split(TAG);
  const of = (name: string) =>
    tags.flatMap((tag, i) => (i % 2 === 0 && tag === name ? [tags[i + 1] ?? ""] : []));
  return {
    text: paragraphs(text),
    default: of("default").map(oneLine)[0],
    throws: of("throws").map(oneLine),
    params: Object.fromEntries(
      of("param").map((words) => {
        const [, name = "", meaning = ""] = /^(\S+)\s*([\s\S]*)$/.exec(words) ?? [];
        return [name, oneLine(meaning)];
      }),
    ),
  };
}

function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map(oneLine)
    .join("\n\n");
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
