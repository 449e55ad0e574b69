const VERBS = ["GET", "POST", "PUT", "DELETE"] as const;

export const count = Number(process.env.ROUTES);
/** Where the program writes. */
export const out = process.env.CDKTF_OUTDIR as string;

/** A function's policy takes about fifty permissions: Lambda allows 20,480 bytes. */
const ROUTES_OF_A_FUNCTION = 20;

/** What each program declares: four verbs on each path below /items, behind one Lambda authorizer, and a function for every 20. */
export const routes = Array.from({ length: count }, (_, at) => ({
  verb: VERBS[at % 4] as (typeof VERBS)[number],
  item: `i${Math.floor(at / 4)}`,
  answeredBy: `items-${Math.floor(at / ROUTES_OF_A_FUNCTION)}`,
}));

/** The last segments of the paths. */
export const items = [...new Set(routes.map(({ item }) => item))];

/** Names of the functions. */
export const functions = [...new Set(routes.map(({ answeredBy }) => answeredBy))];

const REGION = "eu-central-1";
const ACCOUNT = "123456789012";

export const functionArn = (name: string) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
export const invocationUri = (name: string) =>
  `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${functionArn(name)}/invocations`;
