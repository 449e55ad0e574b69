import { parseBackends, parseHost, parseHostNames, parsePartnerPort } from "../../cli/arguments/network";
import { parseCommand } from "../../cli/arguments/parse-command";

test("each backend is an origin by an origin, written as URLs compare", () => {
  expect([
    ...parseBackends([
      "https://Shop.example.com:443/=http://localhost:8080",
      "http://inner:8080=https://127.0.0.1:8443",
      "http://[::1]:1=http://[::1]:2",
    ]),
  ]).toEqual([
    ["https://shop.example.com", "http://localhost:8080"],
    ["http://inner:8080", "https://127.0.0.1:8443"],
    ["http://[::1]:1", "http://[::1]:2"],
  ]);
});

test.each([
  "",
  "https://a.example",
  "=http://localhost:1",
  "https://a.example=",
  "https://a.example=localhost:1",
  "https://a.example=ftp://localhost",
  "https://a.example=http://localhost:1=http://localhost:2",
  "https://user:secret@a.example=http://localhost:1",
  "https://a.example/path=http://localhost:1",
  "https://a.example=http://localhost:99999",
])("%j is refused", (text) => {
  expect(() => parseBackends([text])).toThrow(/expected FROM=TO/);
});

test("an option may be given several times where its command says so, and only there", () => {
  const help = {
    name: "x",
    operands: { least: 0, most: 0 },
    options: {
      many: { takes: "A", isRepeated: true, about: "" },
      one: { takes: "A", about: "" },
      flag: { about: "" },
    },
  } as const;
  expect(parseCommand(help, ["--many", "a", "--many", "b", "--one", "c", "--flag"]).options).toEqual({
    many: ["a", "b"],
    one: "c",
    flag: true,
  });
  expect(() => parseCommand(help, ["--one", "a", "--one", "b"])).toThrow(/--one is given twice/);
});

test.each(["pets.test", "PETS", "10.0.2.2", "::1", "a-b.c1"])("--allow-host %s is taken", (name) => {
  expect(parseHostNames([name])).toEqual([name]);
});

test.each(["", "pets.test:3000", "http://pets.test", "*", "*.test", "-a", "a..b", "a b", "a/b"])(
  "--allow-host %j is refused",
  (name) => {
    expect(() => parseHostNames([name])).toThrow(/expected a host name or an address without a port/);
  },
);

test.each(["localhost", "0", "1.2.3.4:80", ""])("--host %j is refused", (text) => {
  expect(() => parseHost(text)).toThrow(/expected an address of this machine/);
});

test.each(["0", "65536", "x", "-1"])("--partner-port %s is refused", (text) => {
  expect(() => parsePartnerPort(text)).toThrow(/expected a number from 1 to 65535/);
});
