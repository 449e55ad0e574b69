/** What an answer in XML has: a text, elements by name, or several elements of one name. */
export type XmlContent = string | number | XmlElements;

export interface XmlElements {
  readonly [name: string]: XmlContent | readonly XmlContent[] | undefined;
}

/** Elements as XML, without a declaration. What is undefined is left out. */
export function xmlOf(elements: XmlElements): string {
  return Object.entries(elements)
    .flatMap(([name, content]) => {
      if (content === undefined) return [];
      const all = isList(content) ? content : [content];
      return all.map((one) => `<${name}>${contentOf(one)}</${name}>`);
    })
    .join("");
}

function isList(content: XmlContent | readonly XmlContent[]): content is readonly XmlContent[] {
  return Array.isArray(content);
}

function contentOf(content: XmlContent): string {
  return typeof content === "object" ? xmlOf(content) : escapeXml(String(content));
}

/** Text as XML has it. Control characters, which XML cannot have, become spaces. */
export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[^\t\n\r\x20-\uFFFD]/g, " ");
}
