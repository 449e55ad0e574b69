import { fileOf } from "../captured";
import type { ChainFiles } from "./chain-files";

/** Arguments that `gatehouse pins` refuses, and the error that it says: its code, and a part of its message. */
export const refusals: readonly (readonly [
  name: string,
  args: (files: ChainFiles) => readonly string[],
  code: string,
  says: RegExp,
])[] = [
  ["no server and no file", () => [], "OPTIONS_CLASH", /one of HOST\[:PORT\] and --cert FILE/],
  ["both", (files) => ["a.test", "--cert", files.root], "OPTIONS_CLASH", /one of/],
  ["a URL with a path", () => ["https://a.test/x"], "HOST_INVALID", /expected HOST or HOST:PORT/],
  [
    "a file without certificates",
    () => ["--cert", fileOf("x.pem", "x")],
    "CERTIFICATE_BROKEN",
    /expected certificates or a public key/,
  ],
  ["a file that is not there", () => ["--cert", "/nowhere.pem"], "SOURCE_MISSING", /nowhere/],
  ["another kind of key", (files) => ["--cert", files.root, "--pin", "top"], "FORMAT_UNKNOWN", /--pin top/],
  [
    "one pin",
    (files) => ["--cert", files.root, "--host", "a.test", "--for", "ios"],
    "PINS_UNSAFE",
    /--backup FILE/,
  ],
  ["no name", (files) => ["--cert", files.root, "--for", "ios"], "ARGUMENT_MISSING", /--host NAME/],
  [
    "no end",
    (files) => ["--cert", files.root, "--backup", files.spare, "--host", "a.test", "--for", "android"],
    "PINS_UNSAFE",
    /--expires/,
  ],
  [
    "a day that there is not",
    (files) => ["--cert", files.root, "--expires", "2027-02-30"],
    "DAY_INVALID",
    /2027-02-30/,
  ],
];
