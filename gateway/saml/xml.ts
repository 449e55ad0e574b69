import { malformed } from "./error";
import { checkWellFormed } from "./well-formed";

/**
 * XML of others, read strictly. What readers are known to see differently is not read at all: document types with their
 * entities, comments and sections between texts, and processing instructions.
 *
 * The libraries are loaded where XML is read, since most gates never do. Their types would bring those of browsers in.
 */

/** The part of the DOM that is used here. */
export interface XmlElement {
  readonly nodeType: number;
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly parentNode: XmlElement | null;
  readonly attributes: ArrayLike<XmlAttribute>;
  readonly childNodes: ArrayLike<XmlElement | XmlText>;
}

export interface XmlText {
  readonly nodeType: number;
  readonly data: string;
}

interface XmlAttribute {
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly value: string;
}

const ELEMENT = 1;
const TEXT = 3;
const DEEPEST = 64;
const MOST_ELEMENTS = 5_000;
const DECLARATION =
  /^<\?xml\s+version=(["'])1\.0\1(\s+encoding=(["'])utf-8\3)?(\s+standalone=(["'])(yes|no)\5)?\s*\?>/i;

/**
 * The root of a document.
 *
 * @param comments whether it may have comments, which are then left out
 * @throws {SamlError} `malformed`
 */
export function parseXml(
  text: string,
  {
    comments = false,
    mostElements = MOST_ELEMENTS,
  }: { readonly comments?: boolean; readonly mostElements?: number } = {},
): XmlElement {
  // A byte order mark is no text of the document.
  const content = text.replace(/^\uFEFF/, "").replace(DECLARATION, "");
  // In well-formed XML these characters begin nothing else: in texts and values, `<` is escaped.
  if (content.includes("<?")) throw malformed("it has a processing instruction");
  if (/<!(?!--)/.test(content)) throw malformed("it has a document type or a CDATA section");
  if (!comments && content.includes("<!--")) throw malformed("it has a comment");
  checkWellFormed(content);
  const refuse = (message: string) => {
    throw malformed(`it is not well-formed: ${message.replace(/\s+/g, " ").slice(0, 200)}`);
  };
  const { DOMParser } = require("@xmldom/xmldom");
  const parser = new DOMParser({ errorHandler: { warning: refuse, error: refuse, fatalError: refuse } });
  const { documentElement: root } = parser.parseFromString(content, "text/xml") as {
    readonly documentElement: XmlElement | null;
  };
  if (root === null) throw malformed("it has no element");
  checkSize(root, mostElements);
  return root;
}

function checkSize(root: XmlElement, most: number): void {
  let level = [root];
  let count = 0;
  for (let depth = 0; level.length > 0; depth++) {
    count += level.length;
    if (depth > DEEPEST || count > most) throw malformed("it is nested too deep or has too many elements");
    level = level.flatMap((element) => children(element));
  }
}

export function children(parent: XmlElement): XmlElement[] {
  return Array.from(parent.childNodes).filter((node): node is XmlElement => node.nodeType === ELEMENT);
}

/** The children of one name. */
export function childrenNamed(parent: XmlElement, namespace: string, name: string): XmlElement[] {
  return children(parent).filter((child) => isNamed(child, namespace, name));
}

/** The child of a name, of which there is at most one. */
export function optionalChild(parent: XmlElement, namespace: string, name: string): XmlElement | undefined {
  const [child, ...others] = childrenNamed(parent, namespace, name);
  if (others.length > 0) throw malformed(`it has several ${name} in one ${parent.localName}`);
  return child;
}

/** The one child of a name. */
export function onlyChild(parent: XmlElement, namespace: string, name: string): XmlElement {
  const child = optionalChild(parent, namespace, name);
  if (child === undefined) throw malformed(`it has no ${name} in its ${parent.localName}`);
  return child;
}

export function isNamed({ localName, namespaceURI }: XmlElement, namespace: string, name: string): boolean {
  return localName === name && namespaceURI === namespace;
}

/** An element and all below it. */
export function withDescendants(root: XmlElement): XmlElement[] {
  const all = [root];
  for (const element of all) all.push(...children(element));
  return all;
}

/** The value of an attribute without a namespace. */
export function attribute(element: XmlElement, name: string): string | undefined {
  return Array.from(element.attributes).find(
    ({ localName, namespaceURI }) => localName === name && !namespaceURI,
  )?.value;
}

/** The text of an element, which has nothing else in it. */
export function textOf(element: XmlElement): string {
  const nodes = Array.from(element.childNodes);
  if (!nodes.every((node): node is XmlText => node.nodeType === TEXT))
    throw malformed(`its ${element.localName} has more than text`);
  return nodes.map(({ data }) => data).join("");
}
