import { CLIENTS, versionOf } from "../../quality/clients/clients";
import { differences } from "../../quality/clients/differences";
import { OPERATIONS } from "../../quality/clients/operations";
import { readResults } from "../../quality/clients/results";
import { clientsPage } from "../../quality/generate/clients-page";

const recorded = readResults();

test("what is recorded is of every client, in the version that its lock file names", () => {
  expect(recorded.map(({ client, version }) => ({ client, version }))).toEqual(
    CLIENTS.map((client) => ({ client: client.name, version: versionOf(client) })),
  );
});

test.each(recorded.map((results) => [results.client, results] as const))(
  "%s has outcomes for dev and prod of listed operations, and none fails",
  (_name, { operations }) => {
    expect(Object.keys(operations).filter((name) => !OPERATIONS.some((listed) => listed === name))).toEqual(
      [],
    );
    for (const [name, outcomes] of Object.entries(operations)) {
      expect([name, Object.keys(outcomes).slice(0, 2)]).toEqual([name, ["dev", "prod"]]);
      expect(Object.values(outcomes).map(({ is }) => is)).not.toContain("fails");
    }
  },
);

test("an operation that works no more, and one that needs another setting, differ from what is recorded", () => {
  const [first, ...others] = recorded;
  if (first === undefined) throw new Error("nothing is recorded");
  const { "sign in, SRP": _, ...left } = first.operations;
  const refresh = { dev: { is: "works", with: "--https" } } as const;
  const changed = { ...first, operations: { ...left, refresh } };
  expect(differences([changed, ...others], recorded).map((line) => line.split(":")[0])).toEqual([
    `${first.client}, refresh`,
    `${first.client}, sign in, SRP`,
  ]);
  expect(differences(recorded, recorded)).toEqual([]);
});

test("the page says of each operation what is recorded", () => {
  const results = (operations: (typeof recorded)[number]["operations"]) =>
    clientsPage([{ client: "curl", version: null, operations }]);
  const page = results({
    "signed call": { dev: { is: "works", with: "endpoint" }, prod: { is: "works", with: "--https" } },
    "STS: who am I": {
      dev: { is: "absent", because: "it has none" },
      prod: { is: "refused", because: "it is forbidden" },
    },
  });
  expect(page).toContain("| signed call | yes | `--https` |");
  expect(page).toContain("| STS: who am I | – (1) | refused (2) |\n\n1. it has none.\n2. it is forbidden.");
  expect(page).toContain("Of 3 operations");
});
