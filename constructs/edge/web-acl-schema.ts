/** Checks the rules of a web ACL when it runs; priorities and names are checked in web-acl-rules.ts. */
import * as v from "valibot";
import { fields, type Immutable, listOf, oneOf, type Same, someText, text, whole } from "../declaration";
import { MANAGED_GROUPS, type ManagedGroup, type OwnRule, type WebAclRuleProps } from "./web-acl-rules";

const countries = listOf(text(/^[A-Z]{2}$/, "a country of two capitals, such as DE"), 1);
const onlyCountries = fields({ only: countries });
const exceptCountries = fields({ except: countries });

/** What an environment says of its firewalls: one text for the API and the user pool. */
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
