import { roles } from "../../../access/roles";

export const iam = { lock: "iam", roles: ["user"], handler: "pets" };
export const route = (given: unknown, key = "GET /a") => ({ routes: { [key]: given } });

/** What is changed in the pet store's declaration, with the code and a part of the message by which it is refused. */
export const wrongDeclarations: readonly (readonly [code: string, change: object, says: string])[] = [
  // A lock that would be open to more callers than were written down
  [
    "HOLDERS_EMPTY",
    route({ lock: "cognito", roles: [], handler: "pets" }),
    'routes["GET /a"].roles is []; expected at least one role of admin, user.',
  ],
  ["HOLDERS_EMPTY", route({ ...iam, roles: [] }), 'routes["GET /a"].roles is []'],
  ["HOLDERS_EMPTY", route({ ...iam, systems: [] }), 'routes["GET /a"].systems is []; expected at least one'],
  [
    "FIELD_MISSING",
    route({ lock: "cognito", handler: "pets" }),
    'routes["GET /a"] has no field "roles", which is required; the fields are lock, roles, handler, key.',
  ],
  [
    "VALUE_INVALID",
    route({ lock: "cognito", roles: "admin", handler: "pets" }),
    'routes["GET /a"].roles is "admin"; expected "signed-in", or a list of roles.',
  ],
  [
    "VALUE_INVALID",
    route({ lock: "cognito", roles: "signed_in", handler: "pets" }),
    'routes["GET /a"].roles is "signed_in"; expected "signed-in", or a list of roles. Did you mean "signed-in"?',
  ],
  [
    "VALUE_INVALID",
    route({ lock: "iam", roles: "signed-in", handler: "pets" }),
    'routes["GET /a"].roles is "signed-in"; expected a list of declared roles.',
  ],
  [
    "VALUE_INVALID",
    route({ ...iam, key: false }),
    'routes["GET /a"].key is false; expected true, or no such field.',
  ],
  ["VALUE_INVALID", route({ ...iam, key: undefined }), 'routes["GET /a"].key is nothing; expected true'],
  [
    "FIELD_UNKNOWN",
    route({ ...iam, keys: true }),
    'routes["GET /a"] has the field "keys"; the fields are lock, roles, systems, handler, key. Did you mean "key"?',
  ],
  [
    "FIELD_UNKNOWN",
    route({ lock: "iam", role: ["admin"], handler: "pets" }),
    'routes["GET /a"] has the field "role"; the fields are lock, roles, systems, handler, key. Did you mean "roles"?',
  ],
  [
    "FIELD_UNKNOWN",
    route({ lock: "iam", role: ["admin"], systems: ["warehouse"], handler: "pets" }),
    'Did you mean "roles"?',
  ],
  [
    "FIELD_UNKNOWN",
    route({ lock: "cognito", roles: ["admin"], systems: ["warehouse"], handler: "pets" }),
    'routes["GET /a"] has the field "systems"; the fields are lock, roles, handler, key.',
  ],
  [
    "FIELD_UNKNOWN",
    route({ lock: "public", because: "Everybody may look", roles: ["admin"], handler: "pets" }),
    'routes["GET /a"] has the field "roles"; the fields are lock, because, handler, key.',
  ],
  [
    "FIELD_UNKNOWN",
    route({ lock: "key", because: "Metering only", key: true, handler: "pets" }),
    'routes["GET /a"] has the field "key"; the fields are lock, because, handler.',
  ],
  [
    "LOCK_MISSING",
    route({ roles: ["user"], handler: "pets" }),
    "expected fields by name, `lock` among them: iam, cognito, jwt, key or public.",
  ],
  [
    "LOCK_MISSING",
    route({ lok: "iam", roles: ["user"], handler: "pets" }),
    'key or public. It has the field "lok". Did you mean "lock"?',
  ],
  ["LOCK_MISSING", route(null), 'routes["GET /a"] is null; expected fields by name'],
  ["LOCK_MISSING", route([iam]), 'routes["GET /a"] is [{"lock":"iam"'],
  [
    "LOCK_UNKNOWN",
    route({ ...iam, lock: "open" }),
    'routes["GET /a"].lock is "open"; expected iam, cognito, jwt, key or public.',
  ],
  ["LOCK_UNKNOWN", route({ ...iam, lock: "IAM" }), 'Did you mean "iam"?'],
  ["LOCK_UNKNOWN", route({ ...iam, lock: "congito" }), 'Did you mean "cognito"?'],
  ["LOCK_UNKNOWN", route({ ...iam, lock: ["iam"] }), 'routes["GET /a"].lock is ["iam"]'],
  ["VALUE_INVALID", route({ ...iam, toString: "public" }), "a field with a name that every object has"],
  // Reasons
  [
    "FIELD_MISSING",
    route({ lock: "public", handler: "pets" }),
    'routes["GET /a"] has no field "because", which is required; the fields are lock, because, handler, key.',
  ],
  [
    "REASON_MISSING",
    route({ lock: "public", because: "", handler: "pets" }),
    'routes["GET /a"].because is ""; expected the reason, in two words or more.',
  ],
  ["REASON_MISSING", route({ lock: "key", because: " \t\n", handler: "pets" }), 'because is " \\t\\n"'],
  ["REASON_MISSING", route({ lock: "key", because: "todo", handler: "pets" }), 'because is "todo"'],
  ["REASON_MISSING", route({ lock: "key", because: true, handler: "pets" }), "because is true"],
  // Who
  [
    "HOLDER_UNKNOWN",
    route({ ...iam, roles: ["owner"] }),
    'routes["GET /a"].roles[0] is "owner"; expected a declared role: admin, user.',
  ],
  ["HOLDER_UNKNOWN", route({ ...iam, roles: ["user", "amdin"] }), 'roles[1] is "amdin"; expected'],
  ["HOLDER_UNKNOWN", route({ ...iam, roles: ["Admin"] }), 'Did you mean "admin"?'],
  ["HOLDER_UNKNOWN", route({ ...iam, roles: ["constructor"] }), 'roles[0] is "constructor"'],
  [
    "HOLDER_UNKNOWN",
    route({ ...iam, systems: ["robot"] }),
    'systems[0] is "robot"; expected a declared system',
  ],
  ["HOLDER_UNKNOWN", route({ ...iam, roles: [["user"]] }), 'roles[0] is ["user"]'],
  [
    "HOLDER_TWICE",
    route({ ...iam, roles: ["user", "user"] }),
    'routes["GET /a"].roles is ["user","user"]; expected each role once.',
  ],
  // Roles, systems, limits
  ["NAME_INVALID", { roles: { "pet keeper": { description: "", precedence: 1 } }, routes: {} }, "pet keeper"],
  ["NAME_TAKEN", { systems: { user: { description: "" } }, routes: {} }, '"user" is declared as a role and'],
  [
    "PRECEDENCE_INVALID",
    { roles: { user: { description: "", precedence: -1 } } },
    "roles.user.precedence is -1; expected a whole number from 0",
  ],
  ["PRECEDENCE_INVALID", { roles: { user: { description: "", precedence: "1" } } }, 'precedence is "1"'],
  [
    "PRECEDENCE_TAKEN",
    { roles: { user: { description: "", precedence: 1 }, admin: { description: "", precedence: 1 } } },
    '"user" and "admin"',
  ],
  [
    "FIELD_UNKNOWN",
    { roles: { user: { descripton: "", precedence: 1 } } },
    'roles.user has the field "descripton"; the fields are description, precedence. Did you mean "description"?',
  ],
  ["FIELD_MISSING", { systems: { warehouse: {} } }, 'systems.warehouse has no field "description"'],
  ["VALUE_INVALID", { roles: [] }, "roles is []; expected fields by name."],
  ["VALUE_INVALID", { systems: null }, "systems is null; expected fields by name."],
  ["VALUE_INVALID", { routes: "GET /a" }, 'routes is "GET /a"; expected fields by name.'],
  ["THROTTLE_INVALID", { limits: { rate: 0, burst: 1, daily: 1 } }, "limits.rate is 0; expected a number"],
  [
    "THROTTLE_INVALID",
    { limits: { rate: 1, burst: 1.5, daily: 1 } },
    "limits.burst is 1.5; expected a whole",
  ],
  ["QUOTA_INVALID", { limits: { rate: 1, burst: 1, daily: 0 } }, "limits.daily is 0; expected a whole"],
  ["FIELD_MISSING", { limits: { rate: 1, burst: 1 } }, 'limits has no field "daily"'],
  ["VALUE_INVALID", { limits: { rate: Number.NaN, burst: 1, daily: 1 } }, "access.limits.rate is NaN"],
  [
    "FIELD_UNKNOWN",
    { role: roles },
    'access has the field "role"; the fields are roles, systems, routes, limits.',
  ],
  // Verbs and paths
  [
    "VERB_UNKNOWN",
    route(iam, "get /a"),
    'The route "get /a" has the verb "get"; expected GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, one space and a path. Did you mean "GET"?',
  ],
  ["VERB_UNKNOWN", route(iam, "ANY /a"), 'has the verb "ANY"'],
  ["VERB_UNKNOWN", route(iam, "/a"), 'has the verb "/a"'],
  ["VERB_UNKNOWN", route(iam, ""), 'The route "" has the verb ""'],
  ["PATH_INVALID", route(iam, "GET a"), 'The route "GET a" has the path "a"; expected one that begins'],
  ["PATH_INVALID", route(iam, "GET  /a"), 'has the path " /a"'],
  ["PATH_INVALID", route(iam, "GET"), 'The route "GET" has the path ""'],
  ["PATH_INVALID", route(iam, "GET /pets/*"), 'segment "*"'],
  ["PATH_INVALID", { routes: { "GET /pets": iam, "GET /pets/": iam } }, 'segment ""'],
  ["PATH_INVALID", route(iam, "GET //pets"), 'segment ""'],
  ["PATH_INVALID", route(iam, "GET /pets/../admin"), 'segment ".."'],
  ["PATH_INVALID", route(iam, "GET /~alice"), 'segment "~alice"; expected letters, digits and . _ - :'],
  ["PATH_INVALID", route(iam, "GET /{rest+}/pets"), "not the last"],
  ["PATH_INVALID", route(iam, "GET /{id}/{id}"), "two parameters alike"],
  [
    "PARAMETER_CLASH",
    { routes: { "GET /pets/{petId}": iam, "GET /pets/{id}/owner": iam } },
    "{petId} and {id}",
  ],
  [
    "ROUTING_UNDOCUMENTED",
    { routes: { "GET /pets/{rest+}": iam, "GET /{shop}/open": iam } },
    '"GET /pets/{rest+}" and "GET /{shop}/open" both fit /pets/open',
  ],
];
