import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installPackages } from "../../quality/clients/install";
import { EXAMPLE } from "./web-example";

/** Where the developer's server of examples/web is. */

// The first run installs the example's packages.
jest.setTimeout(600_000);

beforeAll(() => installPackages(EXAMPLE));

test("the example's own origin is the one that its gate allows", () => {
  const { context } = JSON.parse(readFileSync(join(EXAMPLE, "cdktf.json"), "utf8"));
  expect(context.settings).toEqual({ hardening: "on", cors: { origins: ["http://localhost:5173"] } });
  const { host, port, strictPort } = JSON.parse(
    execFileSync(
      process.execPath,
      [
        "--input-type=module",
        "--eval",
        'const { resolveConfig } = await import("vite"); console.log(JSON.stringify((await resolveConfig({}, "serve")).server));',
      ],
      { cwd: EXAMPLE, encoding: "utf8" },
    ),
  );
  expect({ host, port, strictPort }).toEqual({ host: "localhost", port: 5173, strictPort: true });
});
