import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fetchJwks, jwksUrl } from "../../../functions/token-verifier/fetch-jwks";

const servers: Server[] = [];

/** An issuer on a loopback port that answers in its own way. */
async function issuerThat(answers: RequestListener): Promise<string> {
  const server = createServer(answers);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
}

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

describe("fetching a JWKS", () => {
  it("gives the bytes as they came", async () => {
    const url = await issuerThat((request, response) => {
      expect(request.url).toBe("/jwks.json");
      expect(request.headers.accept).toBe("application/jwk-set+json, application/json");
      response.write('{"keys"');
      response.end(":[]}");
    });
    expect(Buffer.from(await fetchJwks(url)).toString()).toBe('{"keys":[]}');
  });

  it("follows no redirect, not even to where it came from", async () => {
    let visits = 0;
    const url = await issuerThat((_, response) => {
      visits++;
      response.writeHead(302, { location: "/jwks.json" }).end();
    });
    await expect(fetchJwks(url)).rejects.toThrow("JWKS: expected status 200, found 302");
    expect(visits).toBe(1);
  });

  it("follows no redirect to another origin, which is never asked", async () => {
    const elsewhere = jest.fn<void, Parameters<RequestListener>>(
      (_, response) => void response.end('{"keys":[]}'),
    );
    const other = await issuerThat(elsewhere);
    const url = await issuerThat((_, response) => response.writeHead(307, { location: other }).end());
    await expect(fetchJwks(url)).rejects.toThrow("found 307");
    expect(elsewhere).not.toHaveBeenCalled();
  });

  it.each([204, 304, 404, 429, 500, 503])("fails on status %i, with any body", async (status) => {
    const url = await issuerThat((_, response) => response.writeHead(status).end('{"keys":[]}'));
    await expect(fetchJwks(url)).rejects.toThrow(`expected status 200, found ${status}`);
  });

  it("takes 128 kB and not a byte more", async () => {
    const url = await issuerThat((request, response) => {
      response.end(Buffer.alloc(131_072 + (request.url === "/jwks.json" ? 0 : 1), " "));
    });
    expect(await fetchJwks(url)).toHaveLength(131_072);
    await expect(fetchJwks(`${url}?more`)).rejects.toThrow("JWKS: over 131072 bytes");
  });

  it("stops reading one that is too large, announced or not", async () => {
    const url = await issuerThat((_, response) => {
      for (let n = 0; n < 64; n++) response.write(Buffer.alloc(65_536, " "));
      response.end();
    });
    await expect(fetchJwks(url)).rejects.toThrow("JWKS: over 131072 bytes");
  });

  it("gives up on one that never answers, or never ends", async () => {
    const silent = await issuerThat(() => {});
    await expect(fetchJwks(silent, 50)).rejects.toThrow(/abort|timeout/i);
    const endless = await issuerThat((_, response) => void response.write("{"));
    await expect(fetchJwks(endless, 50)).rejects.toThrow(/abort|timeout/i);
  });

  it("fails without a server, and if the connection breaks", async () => {
    const url = await issuerThat((_, response) => {
      response.writeHead(200, { "content-length": "1000" });
      response.write("{", () => response.destroy());
    });
    await expect(fetchJwks(url)).rejects.toThrow();
    await expect(fetchJwks("http://127.0.0.1:1/jwks.json")).rejects.toThrow("ECONNREFUSED");
  });

  it("speaks TLS to an https address", async () => {
    const url = await issuerThat((_, response) => void response.end('{"keys":[]}'));
    await expect(fetchJwks(url.replace("http:", "https:"))).rejects.toMatchObject({ code: "EPROTO" });
  });

  it("does not even try an address that is not allowed", async () => {
    await expect(fetchJwks("http://issuer.example/jwks.json")).rejects.toThrow("expected an https URL");
  });
});

describe("the address of a JWKS", () => {
  it.each([
    "https://issuer.example/jwks.json",
    "https://issuer.example:8443/a?b=c",
    "http://127.0.0.1:8080/jwks",
    "http://127.255.0.1/jwks",
    "http://localhost:8080/jwks",
    "http://[::1]:8080/jwks",
  ])("may be %s", (url) => {
    expect(jwksUrl(url).href).toBe(url);
  });

  it.each([
    "",
    "jwks.json",
    "/jwks.json",
    "http://issuer.example/jwks.json",
    "http://localhost.issuer.example/jwks",
    "http://127.0.0.1.issuer.example/jwks",
    "http://issuer.example/127.0.0.1",
    "http://127.0.0.1@issuer.example/jwks",
    "http://10.0.0.1/jwks",
    "http://169.254.169.254/latest/meta-data",
    "http://[::ffff:10.0.0.1]/jwks",
    "http://0.0.0.0/jwks",
    "ftp://issuer.example/jwks",
    "ftp://localhost/jwks",
    "file:///etc/jwks.json",
    "data:application/json,{}",
    "https://user@issuer.example/jwks",
    "https://user:password@issuer.example/jwks",
    "https://:password@issuer.example/jwks",
  ])("may not be %s", (url) => {
    expect(() => jwksUrl(url)).toThrow(
      new TypeError("expected an https URL without credentials, or http to a loopback host"),
    );
  });
});
