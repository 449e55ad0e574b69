/** What differs between the places this project is deployed to. */
export interface Environment {
  readonly name: string;
  readonly region: string;
  /** A client that takes user names and passwords, for scripts and the gate on localhost. Never in production. */
  readonly scriptClient: boolean;
  /** The third-party OIDC issuer behind the lock `jwt`. */
  readonly partner: { readonly issuer: string; readonly jwksUrl: string; readonly audience: string };
}

const environments: Readonly<Record<string, Environment>> = {
  dev: {
    name: "dev",
    region: "us-east-1",
    scriptClient: true,
    partner: {
      issuer: "https://partner.example.com/",
      jwksUrl: "https://partner.example.com/.well-known/jwks.json",
      audience: "petstore",
    },
  },
  prod: {
    name: "prod",
    region: "us-east-1",
    scriptClient: false,
    partner: {
      issuer: "https://partner.example.com/",
      jwksUrl: "https://partner.example.com/.well-known/jwks.json",
      audience: "petstore",
    },
  },
};

/** @throws Error naming the environments there are */
export function environmentNamed(name: string): Environment {
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (environment) return environment;
  throw new Error(
    `No environment "${name}" in stacks/environments.ts; there are ${Object.keys(environments).join(", ")}.`,
  );
}
