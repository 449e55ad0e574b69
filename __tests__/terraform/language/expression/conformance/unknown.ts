/** Expressions that Terraform evaluates or refuses, and the evaluator leaves unknown, with the reason that it gives. */
export const unknownHere: Readonly<Record<string, string>> = {
  "tostring(0.1 + 0.2)": "the number 0.30000000000000004 has more digits than are kept",
  "0.1 + 0.2 == 0.3":
    "whether 0.30000000000000004 and 0.3 are equal is not known: they have more digits than are kept",
  "tostring(1.1 * 3)": "the number 3.3000000000000003 has more digits than are kept",
  'format("%g", 1e21)': "the number 1e21 has more digits than are kept",
  'yamlencode({"a":"b", "c":"d"})': "yamlencode(): its text is not evaluated",
  'yamlencode({"foo":[1, 2, 3], "bar": "baz"})': "yamlencode(): its text is not evaluated",
  'yamlencode({"foo":[1, {"a":"b","c":"d"}, 3], "bar": "baz"})': "yamlencode(): its text is not evaluated",
  'textencodebase64("a", "ISO-8859-1")': "the encoding ISO-8859-1 is not evaluated",
};

/** Expressions that Terraform evaluates, and the evaluator refuses: their values are unknown to a reviewer. */
export const refusedHere: readonly string[] = [
  'yamldecode("a: 123456789012345678901234567890")',
  'cidrsubnet("::ffff:0:0/96", 8, 1)',
];

/** Expressions that Terraform 1.11 refuses, and the evaluator takes, with the reason. */
export const takenHere: Readonly<Record<string, string>> = {
  'true ? { a = 1, b = { c = 1 } } : { a = "x" }': "types of resources are not known in every detail",
  'element(["a", "b", "c"], -1)': "newer versions take it",
};
