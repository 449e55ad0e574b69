import { children, parseXml, textOf } from "../../../gateway/saml/xml";

/** XML that is well-formed is read, and other XML is refused in signed and unsigned parts alike. Source: XML 1.0. */

test.each<[string, string]>([
  ["a declaration and a byte order mark", '\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<a>t</a>\n'],
  ["space around names and values", "<a  b = '1'\n c=\"2\" >t</a >"],
  ["references", "<a b='&lt;&amp;&#10;'>t</a>"],
  ["names with prefixes", "<p:a xmlns:p='urn:p' p:b-1.c='>'>t</p:a>"],
])("%s: it is read", (_, text) => {
  expect(textOf(parseXml(text))).toBe("t");
});

test("elements within elements are read", () => {
  expect(children(parseXml("<a><b/><b>&gt;</b>\n<b c=''></b></a>"))).toHaveLength(3);
});

test("comments are left out where they may be", () => {
  expect(textOf(parseXml("<!-- - --><a>t</a><!---->", { comments: true }))).toBe("t");
  expect(() => parseXml("<a/><!-- -- -->", { comments: true })).toThrow("it is not well-formed");
});

test.each<[string, string]>([
  ["text before the root", "x<a/>"],
  ["text behind the root", "<a/>x"],
  ["a reference outside the root", "&amp;<a/>"],
  ["no-break space outside the root", "\u00A0<a/>"],
  ["no-break space within a tag", "<a\u00A0b='1'/>"],
  ["a second root", "<a/><b/>"],
  ["< in a value", '<a b="<"/>'],
  ["< within a value", "<a b='c<d'>t</a>"],
  ["& in a value", '<a b="&"/>'],
  ["& in a text", "<a>&</a>"],
  ["an unknown entity", "<a>&foo;</a>"],
  ["]]> in a text", "<a>]]></a>"],
  ["a control character", "<a>\u0001</a>"],
  ["half of a surrogate pair", "<a>\uD800</a>"],
  ["a reference to no character", "<a>&#0;</a>"],
  ["a reference beyond Unicode", "<a>&#x110000;</a>"],
  ["a value without quotes", "<a b=1/>"],
  ["a name without value", "<a b/>"],
  ["no space between attributes", '<a b="1"c="2"/>'],
  ["an attribute twice", '<a b="1" b="2"/>'],
  ["another end", "<a></A>"],
  ["an end too many", "<a></a></a>"],
  ["an end alone", "</a>"],
  ["attributes of an end", "<a></a b='1'>"],
  ["elements that overlap", "<a><b></a></b>"],
  ["no end", "<a><b/>"],
  ["half a tag", "<a"],
])("%s: it is refused", (_, text) => {
  expect(() => parseXml(text)).toThrow("it is not well-formed");
});

test("a long document is read in time that grows with its length", () => {
  const attributes = Array.from({ length: 1_000 }, (_, i) => ` a${i}="${"&amp;".repeat(50)}"`).join("");
  const started = process.cpuUsage();
  expect(textOf(parseXml(`<a${attributes}>${"t&lt;".repeat(20_000)}</a>`))).toHaveLength(40_000);
  expect(() => parseXml(`<a${attributes} "`)).toThrow("it is not well-formed");
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(5_000);
});
