import type { FixedLimit } from "../../../contract/aws-limits";
import { DeclarationError } from "../../declaration/errors";
import type { Limits } from "../limits";
import { type Body, blocks, type Resource, type SynthesizedApp } from "../synthesized-app";

interface Description {
  readonly type: string;
  readonly argument: string;
  readonly limit: FixedLimit;
  /** The block that has the argument. @default the resource itself */
  readonly block?: string;
  /** Whether the service refuses an empty text. */
  readonly needed?: true;
  readonly form?: RegExp;
}

/** Latin-1 without control characters. Source: the pattern of `Description` in IAM's CreateRole. */
const LATIN_1 = /^[\t\n\r\u0020-\u007e\u00a1-\u00ff]*$/u;

const DESCRIPTIONS: readonly Description[] = [
  { type: "aws_iam_role", argument: "description", limit: "roleDescriptionCharacters", form: LATIN_1 },
  {
    type: "aws_cognito_resource_server",
    block: "scope",
    argument: "scope_description",
    limit: "scopeDescriptionCharacters",
    needed: true,
  },
  { type: "aws_cognito_user_group", argument: "description", limit: "groupDescriptionCharacters" },
  {
    type: "aws_cloudwatch_metric_alarm",
    argument: "alarm_description",
    limit: "alarmDescriptionCharacters",
  },
  { type: "aws_kms_key", argument: "description", limit: "keyDescriptionCharacters" },
];

/** @throws DeclarationError `DESCRIPTION_INVALID`, `LIMIT_EXCEEDED` */
export function checkTexts(app: SynthesizedApp, limits: Limits): void {
  for (const description of DESCRIPTIONS)
    for (const resource of app.resources(description.type))
      for (const body of description.block ? blocks(resource.body[description.block]) : [resource.body])
        checkDescription(app, limits, description, resource, body);
  tags(app, limits);
  functions(app, limits);
  apis(app, limits);
  dashboards(app, limits);
}

function checkDescription(
  app: SynthesizedApp,
  limits: Limits,
  { argument, limit, needed, form }: Description,
  resource: Resource,
  body: Body,
): void {
  const text = app.longest(resource, body[argument]);
  const place = `The ${argument} in ${resource.address}`;
  limits.hold(limit, { found: [...text].length, place, wayOut: "Say it in fewer words." });
  if (needed && text === "") {
    throw new DeclarationError(
      "DESCRIPTION_INVALID",
      `${place} is empty; Cognito requires 1 to 256 characters.`,
    );
  }
  const odd = form?.test(text) === false ? [...text].find((char) => !form.test(char)) : undefined;
  if (odd !== undefined) {
    throw new DeclarationError(
      "DESCRIPTION_INVALID",
      `${place} has the character ${JSON.stringify(odd)} (U+${odd.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}); IAM accepts Latin-1 only. It comes from the description of a role or system.`,
    );
  }
}

/** The provider adds its tags to every resource. */
function tags(app: SynthesizedApp, limits: Limits): void {
  for (const { stack, tags: given } of app.defaultTags()) {
    const entries = Object.entries(given);
    const place = `The tags of stack "${stack}"`;
    limits.hold("tagsPerResource", { found: entries.length, place, wayOut: "Leave out tags." });
    for (const [key, value] of entries) {
      const wayOut = "Shorten it.";
      const [name, text] = [app.longest({ stack }, key), app.longest({ stack }, value)];
      limits.hold("tagKeyCharacters", {
        found: [...name].length,
        place: `The tag "${name}" of stack "${stack}"`,
        wayOut,
      });
      limits.hold("tagValueCharacters", {
        found: [...text].length,
        place: `The value of tag "${name}" of stack "${stack}"`,
        wayOut,
      });
      if (!/^aws:/i.test(name) && [name, text].every((part) => /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(part)))
        continue;
      throw new DeclarationError(
        "TAG_INVALID",
        `${place}: "${name}" is "${text}"; expected letters, digits, blanks and _ . : / = + - @, and no key that begins with aws:.`,
      );
    }
  }
}

function functions(app: SynthesizedApp, limits: Limits): void {
  for (const resource of app.resources("aws_lambda_function")) {
    const [environment] = blocks(resource.body.environment);
    const variables = Object.entries((environment?.variables ?? {}) as Body).map(
      ([name, value]) => [app.longest(resource, name), app.longest(resource, value)] as const,
    );
    limits.hold("functionEnvironmentBytes", {
      // Lambda counts the variables as a JSON object.
      found: variables.length === 0 ? 0 : Buffer.byteLength(JSON.stringify(Object.fromEntries(variables))),
      place: `The environment of ${resource.address}`,
      wayOut: "Put long values into a file of the archive.",
    });
    const odd = variables.find(([name]) => !/^[A-Za-z]\w+$/.test(name));
    if (odd === undefined) continue;
    throw new DeclarationError(
      "ENVIRONMENT_NAME_INVALID",
      `${resource.address}: "${odd[0]}" cannot name an environment variable: expected a letter, then letters, digits and _, two at least.`,
    );
  }
}

function apis(app: SynthesizedApp, limits: Limits): void {
  for (const resource of app.resources("aws_api_gateway_model")) {
    limits.hold("modelSchemaBytes", {
      found: Buffer.byteLength(app.longest(resource, resource.body.schema)),
      place: `The schema of ${resource.address}`,
      wayOut: "Check less of the body here, and the rest in the function.",
    });
  }
  for (const resource of [
    ...app.resources("aws_api_gateway_stage"),
    ...app.resources("aws_apigatewayv2_stage"),
  ]) {
    const [settings] = blocks(resource.body.access_log_settings);
    limits.hold("accessLogFormatBytes", {
      found: Buffer.byteLength(app.longest(resource, settings?.format)),
      place: `The access log's format of ${resource.address}`,
      wayOut: "Log fewer fields.",
    });
  }
  for (const resource of app.resources("aws_api_gateway_integration")) {
    for (const template of Object.values((resource.body.request_templates ?? {}) as Body)) {
      limits.hold("mappingTemplateBytes", {
        found: Buffer.byteLength(app.longest(resource, template)),
        place: `A request template of ${resource.address}`,
        wayOut: "Shorten it.",
      });
    }
  }
}

interface Widget {
  readonly properties?: { readonly metrics?: readonly unknown[] };
}

function dashboards(app: SynthesizedApp, limits: Limits): void {
  for (const resource of app.resources("aws_cloudwatch_dashboard")) {
    const place = `The widgets of ${resource.address}`;
    let widgets: readonly Widget[];
    try {
      widgets = JSON.parse(app.longest(resource, resource.body.dashboard_body)).widgets ?? [];
    } catch {
      continue;
    }
    limits.hold("widgetsPerDashboard", { found: widgets.length, place, wayOut: "Make two dashboards." });
    const most = Math.max(0, ...widgets.map(({ properties }) => properties?.metrics?.length ?? 0));
    limits.hold("metricsPerWidget", { found: most, place, wayOut: "Spread the metrics over widgets." });
  }
}
