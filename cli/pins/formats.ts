import { UsageError } from "../error";
import type { PinnedKey } from "./certificate";

export interface PinFile {
  readonly host: string;
  /** Whether names below the host are pinned too. */
  readonly subdomains: boolean;
  /** `2027-06-30`: from then on the pins are off, where the format has such a day. */
  readonly expires: string | undefined;
  /** At least two. */
  readonly keys: readonly PinnedKey[];
}

/** By the name that --for takes. */
export const PIN_FORMATS = { ios, android, okhttp, trustkit } as const satisfies Readonly<
  Record<string, (file: PinFile) => string>
>;

/**
 * NSPinnedDomains of Info.plist, which has no day on which pins end.
 * https://developer.apple.com/documentation/bundleresources/information-property-list/nsapptransportsecurity/nspinneddomains
 */
function ios({ host, keys, subdomains }: PinFile): string {
  const list = (name: string, own: readonly PinnedKey[]) =>
    own.length === 0
      ? []
      : [
          `      <key>${name}</key>`,
          "      <array>",
          ...own.map(
            ({ pin }) => `        <dict><key>SPKI-SHA256-BASE64</key><string>${pin}</string></dict>`,
          ),
          "      </array>",
        ];
  // A key of a backup may be that of a server to come: it is of the kind that the others are.
  const isLeaf = keys.some(({ role }) => role === "leaf");
  const leaves = keys.filter(({ role }) => role === "leaf" || (role === "backup" && isLeaf));
  return [
    ...PLIST_HEAD,
    "  <key>NSAppTransportSecurity</key>",
    "  <dict>",
    "    <key>NSPinnedDomains</key>",
    "    <dict>",
    `      <key>${host}</key>`,
    "      <dict>",
    `        <key>NSIncludesSubdomains</key><${subdomains}/>`,
    ...[
      ...list(
        "NSPinnedCAIdentities",
        keys.filter((key) => !leaves.includes(key)),
      ),
      ...list("NSPinnedLeafIdentities", leaves),
    ].map((line) => `  ${line}`),
    "      </dict>",
    "    </dict>",
    "  </dict>",
    ...PLIST_FOOT,
  ].join("\n");
}

/** res/xml/network_security_config.xml. https://developer.android.com/privacy-and-security/security-config */
function android({ expires, host, keys, subdomains }: PinFile): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    "<network-security-config>",
    "  <domain-config>",
    `    <domain includeSubdomains="${subdomains}">${host}</domain>`,
    `    <pin-set expiration="${needed(expires, "android")}">`,
    ...keys.map(
      ({ pin, subject }) => `      <!-- ${commentOf(subject)} -->\n      <pin digest="SHA-256">${pin}</pin>`,
    ),
    "    </pin-set>",
    "  </domain-config>",
    "</network-security-config>",
    "",
  ].join("\n");
}

/** `**` is the name itself and all below it. https://square.github.io/okhttp/features/https/ */
function okhttp({ host, keys, subdomains }: PinFile): string {
  const pattern = subdomains ? `**.${host}` : host;
  return [
    "import okhttp3.CertificatePinner",
    "",
    "val certificatePinner: CertificatePinner = CertificatePinner.Builder()",
    ...keys.map(
      ({ pin, subject }) => `    // ${commentOf(subject)}\n    .add("${pattern}", "sha256/${pin}")`,
    ),
    "    .build()",
    "",
  ].join("\n");
}

/** Keys that TrustKit can hash. https://github.com/datatheorem/TrustKit */
const TRUSTKIT_KEYS: ReadonlySet<string> = new Set(["RSA 2048", "RSA 4096", "P-256", "P-384"]);

function trustkit({ expires, host, keys, subdomains }: PinFile): string {
  const odd = keys.find(({ key }) => !TRUSTKIT_KEYS.has(key));
  if (odd)
    throw new UsageError("PINS_UNSAFE", `TrustKit cannot hash a key ${odd.key}, which ${odd.subject} has.`);
  return [
    ...PLIST_HEAD,
    "  <key>TSKConfiguration</key>",
    "  <dict>",
    "    <key>TSKSwizzleNetworkDelegates</key><false/>",
    "    <key>TSKPinnedDomains</key>",
    "    <dict>",
    `      <key>${host}</key>`,
    "      <dict>",
    "        <key>TSKEnforcePinning</key><true/>",
    `        <key>TSKIncludeSubdomains</key><${subdomains}/>`,
    `        <key>TSKExpirationDate</key><string>${needed(expires, "trustkit")}</string>`,
    // Without it, reports go to a server of the library's vendor.
    "        <key>TSKDisableDefaultReportUri</key><true/>",
    "        <key>TSKPublicKeyHashes</key>",
    "        <array>",
    ...keys.map(({ pin }) => `          <string>${pin}</string>`),
    "        </array>",
    "      </dict>",
    "    </dict>",
    "  </dict>",
    ...PLIST_FOOT,
  ].join("\n");
}

const PLIST_HEAD = [
  '<?xml version="1.0" encoding="UTF-8"?>',
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
  '<plist version="1.0">',
  "<dict>",
];
const PLIST_FOOT = ["</dict>", "</plist>", ""];

/** @throws UsageError `PINS_UNSAFE` */
function needed(expires: string | undefined, format: string): string {
  if (expires !== undefined) return expires;
  throw new UsageError(
    "PINS_UNSAFE",
    `--for ${format}: expected --expires YYYY-MM-DD, the day from which an app that was not updated stops to check pins.`,
  );
}

/** Names of certificates are anybody's; two hyphens end a comment of XML. */
function commentOf(subject: string): string {
  return subject.replace(/[^\x20-\x7e]|[<>&\\]/g, "?").replace(/-{2,}/g, "-");
}
