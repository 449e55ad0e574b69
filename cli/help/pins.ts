import type { CommandHelp } from "./command";

export const pinsHelp = {
  name: "pins",
  calls: ["HOST[:PORT]", "--cert FILE"],
  summary: "compute the pins of a server's keys, and write them for apps",
  about:
    "A pin is the SHA-256 of a public key (SPKI). Without --pin, that of the root is taken, and all of Amazon's where it is one of these. A chain that is not trusted gives no pins.",
  page: "client-files.md",
  operands: { least: 0, most: 1, what: "one HOST[:PORT], or --cert FILE" },
  options: {
    cert: {
      takes: "FILE",
      isRepeated: true,
      about: "certificates as PEM, or one as DER, in place of a server",
    },
    backup: {
      takes: "FILE",
      isRepeated: true,
      about: "a certificate or public key to pin too: of a key that is kept elsewhere",
    },
    pin: {
      takes: "KIND",
      isRepeated: true,
      of: ["root", "intermediate", "leaf"],
      about: "root, intermediate or leaf; default the highest that there is",
    },
    ca: { takes: "FILE", about: "a further authority to trust, such as .gatehouse/tls/ca.pem" },
    for: {
      takes: "FORMAT",
      of: ["ios", "android", "okhttp", "trustkit"],
      about:
        "ios is NSPinnedDomains of Info.plist, android network_security_config.xml, okhttp a CertificatePinner, trustkit its configuration",
    },
    host: { takes: "NAME", about: "the name that apps call, for --for with --cert" },
    subdomains: { about: "pin names below it too" },
    expires: { takes: "YYYY-MM-DD", about: "the day from which pins are off; android and trustkit need it" },
    out: { takes: "FILE", about: "default standard output" },
    json: { about: "print keys, pins and warnings as JSON" },
  },
  examples: [
    ["pins api.example.com", "the keys of the chain, and warnings"],
    ["pins api.example.com --for android --expires 2027-06-30", "network_security_config.xml"],
    ["pins --cert chain.pem --backup next.pem --host api.example.com --for ios", "without a network"],
  ],
  statuses: { 0: "the pins are printed, with warnings or without" },
} as const satisfies CommandHelp;
