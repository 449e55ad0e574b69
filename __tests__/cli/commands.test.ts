import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COMMANDS } from "../../cli/commands";

const cli = join(__dirname, "../../cli");
const names = COMMANDS.map(({ help }) => help.name);

/** In a clone, the script of a command leaves out the files of the others: `cli/bundle.js`. */
describe("a command runs from the file of its name", () => {
  test("there is one for each, and no other", () => {
    expect(readdirSync(join(cli, "commands")).sort()).toEqual(names.map((name) => `${name}.ts`).sort());
  });

  test.each(names)("%s", (name) => {
    const registered = readFileSync(join(cli, "commands.ts"), "utf8").match(
      new RegExp(`help: ${name}Help,\\s+load: \\(\\) =>\\s+\\(?require\\("([^"]+)"\\)`),
    );
    expect(registered?.[1]).toBe(`./commands/${name}`);
  });
});
