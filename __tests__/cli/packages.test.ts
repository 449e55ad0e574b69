import { requirePackages } from "../../cli/packages";
import { manifest } from "../../cli/version";

/** A command that needs a package says which line installs it. */

const { name, peerDependencies, version } = manifest();

test("what is missing is named with the range that fits", () => {
  const find = (one: string) => !["dynalite", "level"].includes(one);
  expect(() => requirePackages("start", find)).toThrow(
    `"gatehouse start" needs dynalite, level, not installed here. Install them beside this package:
npm install --save-dev '${name}@${version}' 'dynalite@${peerDependencies.dynalite}' 'level@${peerDependencies.level}'`,
  );
});

test.each(["access", "diff", "guard", "synth", "module", "token"])("%s needs none", (command) => {
  expect(() => requirePackages(command, () => false)).not.toThrow();
});

test.each(["start", "demo"])("%s finds all that it needs in this repository", (command) => {
  expect(() => requirePackages(command)).not.toThrow();
  expect(() => requirePackages(command, () => false)).toThrow(
    expect.objectContaining({ code: "PACKAGES_MISSING" }),
  );
});
