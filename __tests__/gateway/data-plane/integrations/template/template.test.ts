import { problemOfTemplate } from "../../../../../gateway/data-plane/integrations/template/parse";
import { renderTemplate } from "../../../../../gateway/data-plane/integrations/template/render";

/** The part of Velocity that is evaluated, and that all else is refused by name. */

const headers = [
  ["Origin", "https://a.example"],
  ["x-two", "first"],
  ["x-two", "last"],
] as const;
const render = (source: string, body?: string) =>
  renderTemplate(source, { headers, ...(body !== undefined && { body }) });
const text = (source: string, body?: string) => {
  const rendered = render(source, body);
  return typeof rendered === "string" ? rendered : rendered.text;
};

test.each([
  ["", ""],
  ["plain", "plain"],
  ['#set($a = "x")$a', "x"],
  ["#set ( $a = 'x' )\n$a\n", "x\n"],
  ['#set($a = "x")#set($a = "y")[$a]', "[y]"],
  ['#set($a = "x")#set($b = $a)$b', "x"],
  ['$input.params().header.get("Origin")', "https://a.example"],
  ["$input.params().header.get('x-two')", "last"],
  // A name has a case, and what is not there is printed as it is written.
  ['$input.params().header.get("origin")', '$input.params().header.get("origin")'],
  ['$!input.params().header.get("origin")', ""],
  ['#set($a = $input.params().header.get("none"))<$!a>', "<>"],
  ['#set($a = $input.params().header.get("none"))<$a>', "<$a>"],
  ['#if("a" == "a")yes#end', "yes"],
  ['#if("a" == "b")yes#end', ""],
  ['#if("a" != "b")yes#{else}no#end', '"#{else}no#end" is not evaluated here'],
  ['#if("a" == "b")1#elseif("a" == "a")2#else 3#end', "2"],
  ['#if("a" == "b")1#elseif("b" == "a")2#else 3#end', " 3"],
  ['#if("a" == "b" || "a" == "a")yes#end', "yes"],
  ['#if("a" == "a" && "a" == "b")yes#end', ""],
  // && binds more tightly than ||.
  ['#if("a" == "a" || "a" == "a" && "a" == "b")yes#end', "yes"],
  ['#set($a = $input.params().header.get("none"))#if(!$a)none#end', "none"],
  ['#set($a = $input.params().header.get("none"))#if($a == "")empty#end', ""],
  ['#set($a = "")#if($a)true#end', "true"],
  ['#if("a" == "a")#if("a" == "b")1#else#set($a = "2")$a#end#end', "2"],
])("%s is %j", (source, expected) => {
  expect(text(source)).toBe(expected);
});

test("a body is what the backend answered, byte for byte, and {} where it answered nothing", () => {
  expect(text("[$input.body]", '{"price": 10.00, "name": "$x #if"}')).toBe(
    '[{"price": 10.00, "name": "$x #if"}]',
  );
  expect(text("$input.body", "")).toBe("{}");
});

test("an override gives a header its value; one without a value is none", () => {
  expect(render('#set($context.responseOverride.header.X-A = "1")')).toEqual({
    text: "",
    overrides: [["X-A", "1"]],
  });
  expect(render('#set($context.responseOverride.header.X-A = $input.params().header.get("none"))')).toEqual({
    text: "",
    overrides: [],
  });
  expect(render('#if("a" == "b")#set($context.responseOverride.header.X-A = "1")#end')).toMatchObject({
    overrides: [],
  });
});

test("one header overridden twice is an error, as it is in API Gateway", () => {
  const twice = ["X-A", "x-a"].map((name) => `#set($context.responseOverride.header.${name} = "1")`).join("");
  expect(render(twice)).toBe("it overrides one header twice");
});

test.each([
  "#foreach($a in $b)x#end",
  "#macro(x)#end",
  "#stop",
  "#end",
  "#else",
  '#if("a" == "a")never closed',
  '#if("a" = "a")x#end',
  '#if("a" > "a")x#end',
  '#if(("a" == "a"))x#end',
  "#if(true)x#end",
  "#set($a = 1)",
  '#set($a = "x"',
  '#set($a = "$b")',
  '#set($a = ["x"])',
  '#set($context.responseOverride.status = "200")',
  '#set($context.requestOverride.header.X = "a")',
  '#set($context.responseOverride.header = "a")',
  '#set($input = "a")',
  '#set($a = "x")$a.toString()',
  '#set($a = "x")${a}',
  "$unset",
  "$context.requestId",
  "$stageVariables.a",
  "$util.escapeJavaScript('a')",
  "$input.json('$')",
  "$input.path('$.a')",
  '$input.params("Origin")',
  "$input.params().header.Origin",
  '$input.params().querystring.get("a")',
  "$input.body.length()",
  "costs 5$",
  "# heading",
  "## comment",
])("%s is refused by name", (source) => {
  expect(render(source, "{}")).toMatch(/ is not evaluated here$/);
  expect(problemOfTemplate(source, "backend")).toBe(render(source, "{}"));
});

test("a MOCK integration has no body to print", () => {
  expect(render("$input.body")).toBe('"$input.body" is not evaluated here');
});

test("conditions in conditions end somewhere", () => {
  expect(text(`${'#if("a" == "a")'.repeat(20)}x${"#end".repeat(20)}`)).toBe("x");
  expect(text('#if("a" == "a")'.repeat(100_000))).toMatch(/ is not evaluated here$/);
});
