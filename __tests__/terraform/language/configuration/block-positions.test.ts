import { blockPositions } from "../../../../terraform/language/configuration";

interface Case {
  readonly name: string;
  readonly text: string;
  readonly lines: Readonly<Record<string, number>>;
}

/** Texts in which something looks like the header of a block, or hides one. */
const cases: readonly Case[] = [
  {
    name: "every kind of block that can be referred to",
    text: `resource "aws_iam_role" "admin" {
}
data "aws_region" "here" {}
module "pets" {
  source = "./pets"
}

variable "region" { default = "eu-west-1" }
output "url" { value = 1 }`,
    lines: {
      "aws_iam_role.admin": 1,
      "data.aws_region.here": 3,
      "module.pets": 4,
      "var.region": 8,
      "output.url": 9,
    },
  },
  {
    name: "labels as bare words, and a block in one line",
    text: '\nresource aws_iam_role admin { name = "a" }\nresource aws_iam_role user\t{}',
    lines: { "aws_iam_role.admin": 2, "aws_iam_role.user": 3 },
  },
  {
    name: "blocks within blocks",
    text: `resource "a" "one" {
  dynamic "resource" {
    content { module "no" {} }
  }
}
module "after" {}`,
    lines: { "a.one": 1, "module.after": 6 },
  },
  {
    name: "comments of the three kinds",
    text: `# module "a" {
// module "b" {
/* module "c" {
   } */ module "d" {
  # }
  /* } */
}
module "e" {}`,
    lines: { "module.d": 4, "module.e": 8 },
  },
  {
    name: "braces and quotes in strings and their interpolations",
    text: `locals {
  a = "}"
  b = "\\"}"
  c = "\${lookup({ a = "}" }, "a", "%{ if true }{%{ endif }")}"
  d = "$\${ {"
  e = "%%{ {"
  f = "$"
}
module "after" {}`,
    lines: { "module.after": 9 },
  },
  {
    name: "heredocs, also indented, with the marker within a line",
    text: `resource "a" "one" {
  text = <<EOT
module "no" {
 EOT is not alone here
"
EOT
  list = [<<-END
    }
    END
  , 1]
}
module "after" {}`,
    lines: { "a.one": 1, "module.after": 12 },
  },
  {
    name: "lines that end as on Windows",
    text: 'module "a" {\r\n  x = <<T\r\n}\r\nT\r\n}\r\nmodule "b" {}\r\n',
    lines: { "module.a": 1, "module.b": 6 },
  },
  {
    name: "names of other languages, and those of every object",
    text: 'module "größe" {}\nconstructor "x" {}\nmodule "__proto__" {}',
    lines: { "module.größe": 1, "module.__proto__": 3 },
  },
  { name: "a text that ends too early", text: 'module "a" {\n  b = "${', lines: { "module.a": 1 } },
];

const linesIn = (text: string) =>
  Object.fromEntries([...blockPositions(text, "main.tf")].map(([address, { line }]) => [address, line]));

test.each(cases)("$name", ({ lines, text }) => {
  expect(linesIn(text)).toEqual(lines);
});

test("a name that occurs twice is at its first place", () => {
  expect(linesIn('module "a" {}\nmodule "a" {}')).toEqual({ "module.a": 1 });
});

test.each([
  ["words without end", "a ".repeat(200_000)],
  ["quotes without end", `x "${"\\".repeat(200_000)}`],
  ["braces", "{".repeat(400_000)],
  ["interpolations", `x = "${'${"'.repeat(200_000)}`],
])("%s end in time", (_, text) => {
  expect(linesIn(text)).toEqual({});
});
