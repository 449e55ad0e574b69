import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evidenceOf } from "../../../../cli/sources/evidence";
import { readOutput } from "../../../../cli/sources/output";
import { environmentNamed } from "../../../../stacks/environment-named";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { readTerraform } from "../../../../terraform/read";
import { synthesize } from "../../../stacks/synthesized";

const folder = mkdtempSync(join(tmpdir(), "petstore-"));
afterAll(() => rmSync(folder, { recursive: true }));

// Of a route that loses its key.
beforeAll(() => jest.spyOn(process.stderr, "write").mockReturnValue(true));
afterAll(() => jest.restoreAllMocks());

test.each(["dev", "prod", "http"])("who may call the pet store in %s, with nothing left unknown", (name) => {
  const outdir = join(folder, name);
  synthesize(outdir, environmentNamed(name));
  const output = readOutput(outdir);
  const model = readTerraform({ kind: "stacks", stacks: output.stacks });
  const { routes } = accessMatrix(
    model,
    evidenceOf(model, ({ archive }) => output.readArchive(archive)),
  );
  const callers = routes.map(({ cells, method, path }) => {
    const allowed = cells.filter(({ decision }) => decision === "allow");
    return [
      `${method} ${path}`,
      allowed.map(({ principal, requires = [] }) => [principal, ...requires].join("+")),
    ];
  });
  const everybody = ["anonymous", "signed-in", "group:admin", "group:user", "jwt:admin", "jwt:user"];
  const people = ["signed-in", "group:admin", "group:user"];
  const ownKeys = {
    "GET /keys": people,
    "GET /keys/current": people.map((principal) => `${principal}+api-key`),
    "POST /keys": people,
    "DELETE /keys/{id}": people,
    "POST /keys/{id}/rotation": people,
    "GET /keys/{id}/usage": people,
  };
  const warehouse = `iam:petstore-${name}-warehouse`;
  expect(Object.fromEntries(callers)).toEqual({
    "GET /pets": ["group:admin", "group:user"],
    "POST /pets": ["group:admin"],
    "GET /pets/{petId}": ["group:admin", "group:user"],
    "DELETE /pets/{petId}": ["group:admin"],
    "GET /products": ["group:admin", "group:user"],
    "POST /products": ["group:admin"],
    "GET /account": people,
    "POST /account": people,
    "GET /partner/pets": ["jwt:admin", "jwt:user"],
    "POST /partner/pets": ["jwt:admin"],
    "GET /inventory": [name === "http" ? warehouse : `${warehouse}+api-key`],
    "GET /health": [...everybody, warehouse],
    ...(name === "prod" && ownKeys),
  });
  const left = routes.flatMap(({ leftToBackend, method, path }) =>
    leftToBackend ? [[`${method} ${path}`, leftToBackend]] : [],
  );
  const byFunction = { checks: ["token-kind"], backend: "api-http/aws_lambda_function.account_function" };
  expect(Object.fromEntries(left)).toEqual(
    name === "http" ? { "GET /account": byFunction, "POST /account": byFunction } : {},
  );
  expect(routes.flatMap(({ cells }) => cells).filter(({ decision }) => decision === "unknown")).toEqual([]);
});
