import type { CommandHelp } from "./command";
import { ENVIRONMENT_OPTION, RUN_OPTIONS, STATE_OPTION } from "./options";

export const startHelp = {
  name: "start",
  calls: [""],
  summary: "synthesize, then serve the API on localhost, locked as the Terraform says",
  about: "It follows changes until Ctrl+C, SIGTERM, or the end of the process that started it.",
  page: "local-gate.md",
  operands: { least: 0, most: 0 },
  options: {
    port: {
      takes: "N",
      about: "default 3000, and the next one for the third-party issuer; 0 for any free ones",
    },
    "partner-port": { takes: "N", about: "the port of the third-party issuer" },
    host: {
      takes: "ADDRESS",
      about: "listen on this address of the machine too, for emulators and devices; 0.0.0.0 is all",
    },
    "allow-host": {
      takes: "NAME",
      isRepeated: true,
      about: "serve requests to this name or address too, as Host has it",
    },
    https: { about: "serve over TLS, by an authority of this installation that devices can trust" },
    from: {
      takes: "PATH",
      isRepeated: true,
      about:
        "serve this Terraform instead of synthesizing, without an apply: a cdktf.out, a folder of HCL, a plan or state; several are one system, as for access",
    },
    ...RUN_OPTIONS,
    api: {
      takes: "NAME",
      isRepeated: true,
      about:
        "serve this API only. Several APIs, and an HTTP API, have their names as the first segment of their paths",
    },
    function: {
      takes: "NAME=DIR|URL",
      isRepeated: true,
      about:
        "bundle a function from its sources in DIR, by its handler; or call it at the URL of a Lambda runtime interface endpoint on this machine, in any language",
    },
    "refuse-unsupported": {
      about: "answer 501 where a part of the Terraform cannot be enforced, instead of not starting",
    },
    accept: {
      takes: "ADDRESS",
      isRepeated: true,
      about:
        "what cannot be read at ADDRESS, such as a module, has no say in who may call what; of a stage: serve it without the client certificates that it asks for",
    },
    ...STATE_OPTION,
    fresh: { about: "delete what is kept there first" },
    users: {
      takes: "FILE",
      about:
        'users to have from the start, with groups, password, attributes and TOTP; default "users" in gatehouse.json, else one for each group, or one without groups',
    },
    json: { about: "print one line of JSON to stdout when ready, everything else to stderr" },
    "no-watch": { about: "do not follow changes" },
    "no-throttle": { about: "refuse no call for its rate, for load tests; quotas still count" },
    environment: {
      ...ENVIRONMENT_OPTION.environment,
      about: `${ENVIRONMENT_OPTION.environment.about}; not with --from`,
    },
    backend: {
      takes: "FROM=TO",
      isRepeated: true,
      about:
        "serve the origin FROM of an HTTP backend in the Terraform from the origin TO, such as https://shop.example.com=http://localhost:8080",
    },
    issuer: {
      takes: "WHO",
      of: ["cognito", "endpoint"],
      about:
        "endpoint names this gate as the issuer of tokens, for clients that take keys only from below the issuer; default cognito",
    },
    "source-ip": { takes: "IP", about: "the source address of all calls, to try policies about addresses" },
    country: { takes: "CC", about: "the country of all calls, to try a firewall's rules about countries" },
  },
  examples: [
    ["start", "serve this project at port 3000"],
    ["start --from infra --var environment=dev --function orders=services/orders", "serve a folder of HCL"],
    ["start --json --port 0", "for tests: any free port, and where it is as JSON"],
  ],
  statuses: { 0: "it was stopped" },
} as const satisfies CommandHelp;
