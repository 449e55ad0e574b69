import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../captured";

/** A chain that openssl makes: a root, an authority below it, and the certificate of localhost. */
export interface ChainFiles {
  readonly root: string;
  readonly intermediate: string;
  readonly leaf: string;
  readonly key: string;
  /** The leaf and the authority, as a server sends them. */
  readonly chain: string;
  /** Signed by itself and marked as an authority's, as `openssl req -x509` makes one for a server. */
  readonly selfSigned: string;
  readonly selfSignedByName: string;
  /** A public key without a certificate. */
  readonly spare: string;
}

export function chainFiles(): ChainFiles {
  const folder = temporaryFolder("chain-");
  const at = (name: string) => join(folder, name);
  const key = (name: string, ...options: readonly string[]) =>
    openssl("genpkey", ...options, "-out", at(`${name}.key`));
  key("root", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048");
  key("intermediate", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384");
  key("leaf", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256");
  key("spare", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521");
  const authority = "basicConstraints=critical,CA:TRUE";
  openssl(
    "req",
    "-x509",
    "-new",
    "-key",
    at("root.key"),
    "-subj",
    "/O=Test/CN=Root",
    "-days",
    "30",
    "-addext",
    authority,
    "-out",
    at("root.pem"),
  );
  signed("intermediate", "root", `${authority}\nkeyUsage=keyCertSign`);
  signed("leaf", "intermediate", "basicConstraints=CA:FALSE\nsubjectAltName=DNS:localhost");
  selfSigned("self", "/O=Test", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1");
  selfSigned("self-by-name", "/CN=api.example.com");
  openssl("pkey", "-in", at("spare.key"), "-pubout", "-out", at("spare.pub"));
  writeFileSync(
    at("chain.pem"),
    readFileSync(at("leaf.pem"), "utf8") + readFileSync(at("intermediate.pem"), "utf8"),
  );
  return {
    root: at("root.pem"),
    intermediate: at("intermediate.pem"),
    leaf: at("leaf.pem"),
    key: at("leaf.key"),
    chain: at("chain.pem"),
    selfSigned: at("self.pem"),
    selfSignedByName: at("self-by-name.pem"),
    spare: at("spare.pub"),
  };

  function selfSigned(name: string, subject: string, ...more: readonly string[]): void {
    const made = ["-subj", subject, "-days", "30", "-addext", authority, ...more, "-out", at(`${name}.pem`)];
    openssl("req", "-x509", "-new", "-key", at("leaf.key"), ...made);
  }

  function signed(name: string, by: string, extensions: string): void {
    writeFileSync(at(`${name}.ext`), extensions);
    openssl(
      "req",
      "-new",
      "-key",
      at(`${name}.key`),
      "-subj",
      `/O=Test/CN=${name}`,
      "-out",
      at(`${name}.csr`),
    );
    const issuer = ["-CA", at(`${by}.pem`), "-CAkey", at(`${by}.key`), "-CAcreateserial"];
    openssl(
      "x509",
      "-req",
      "-in",
      at(`${name}.csr`),
      ...issuer,
      "-days",
      "30",
      "-extfile",
      at(`${name}.ext`),
      "-out",
      at(`${name}.pem`),
    );
  }
}

const pins = new Map<string, string>();

/** The pin of a certificate or a public key, by the commands of Apple's documentation: four processes, once for each file. */
export function pinByOpenssl(file: string): string {
  const pin = pins.get(file) ?? computed(file);
  pins.set(file, pin);
  return pin;
}

function computed(file: string): string {
  const key = file.endsWith(".pub") ? readFileSync(file) : openssl("x509", "-in", file, "-noout", "-pubkey");
  const der = openssl("pkey", "-pubin", "-outform", "der", key);
  return openssl("enc", "-base64", openssl("dgst", "-sha256", "-binary", der))
    .toString()
    .trim();
}

/** @param words and as the last one, what it reads */
function openssl(...words: readonly (string | Buffer)[]): Buffer {
  const input = words.at(-1);
  const args = words.filter((word) => typeof word === "string");
  return execFileSync("openssl", args, {
    stdio: ["pipe", "pipe", "ignore"],
    ...(Buffer.isBuffer(input) && { input }),
  });
}
