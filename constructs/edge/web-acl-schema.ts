/** The schema of the rules of a web ACL. web-acl-rules.ts checks priorities and names. */
import * as v from "valibot";
import { fields, type Immutable, listOf, oneOf, type Same, someText, text, whole } from "../declaration";
import { MANAGED_GROUPS, type ManagedGroup, type OwnRule, type WebAclRuleProps } from "./web-acl-rules";

const countries = listOf(text(/^[A-Z]{2}$/, "a country of two capitals, such as DE"), 1);
const onlyCountries = fields({ only: countries });
const exceptCountries = fields({ except: countries });

/** The settings of an environment for its web ACLs. The API and the user pool share them. */
export const firewallEntries = {
  mode: v.exactOptional(oneOf(["block", "count"])),
  onlyCount: v.exactOptional(
    fields(
      v.entriesFromList(Object.keys(MANAGED_GROUPS) as ManagedGroup[], v.exactOptional(listOf(someText))),
    ),
  ),
  hostingProviders: v.exactOptional(oneOf(["block", "count"])),
  requestsPerIp: v.exactOptional(whole(10, 2_000_000_000)),
  signInsPerIp: v.exactOptional(whole(10, 2_000_000_000)),
  countries: v.exactOptional(
    v.lazy((value) =>
      typeof value === "object" && value !== null && "except" in value ? exceptCountries : onlyCountries,
    ),
  ),
  largestBody: v.exactOptional(whole(1, 65_536)),
};

const ownRule = fields({
  name: someText,
  priority: v.number(),
  action: oneOf(["block", "count", "allow"]),
  statement: v.custom<OwnRule["statement"]>((value) => typeof value === "object" && value !== null),
});

export const webAclRuleEntries = {
  ...firewallEntries,
  protects: oneOf(["api", "user-pool"]),
  own: v.exactOptional(listOf(ownRule)),
};

const schema = fields(webAclRuleEntries);

({ rules: true }) satisfies {
  readonly rules: Same<Immutable<v.InferOutput<typeof schema>>, WebAclRuleProps>;
};
