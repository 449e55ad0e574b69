import "@gatehouse-dev/gatehouse/testing";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ReadTerraform, readTerraform } from "@gatehouse-dev/gatehouse/testing";
import { App } from "cdktf";
import { shop } from "../shop";

let terraform: ReadTerraform;
beforeAll(async () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), "shop-")) });
  shop(app);
  app.synth();
  terraform = await readTerraform(app.outdir);
});

test("administrators add pets, customers do not", () => {
  expect(terraform).toAllow("POST /pets", "group:admin");
  expect(terraform).toDeny("POST /pets", "group:user");
  expect(terraform).not.toAllow("POST /pets", "anonymous");
  expect(terraform).toAllow("GET /partner", "jwt:user");
});

test("a wrong expectation says why", () => {
  expect(() => expect(terraform).toAllow("POST /pets", "group:user")).toThrow(
    /expected POST \/pets as group:user to be allowed, and it is denied:[\s\S]*because/,
  );
  expect(() => expect(terraform).not.toDeny("POST /pets", "anonymous")).toThrow(/to be not denied/);
});

test("a caller or a route that is not there is an error", () => {
  expect(() => expect(terraform).toDeny("POST /pets", "group:clerk")).toThrow(/there are .*group:admin/);
  expect(() => expect(terraform).not.toAllow("DELETE /pets", "group:user")).toThrow(/No route answers/);
  expect(() => expect("cdktf.out").toAllow("GET /pets", "group:user")).toThrow(/readTerraform/);
});
