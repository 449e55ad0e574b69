import { decider } from "../../terraform/access/decide";
import type { ApiKey, ApiModel, LambdaFunction } from "../../terraform/model";
import { allSeeds } from "../cognito/directory/all-seeds";
import { keepSeedSecrets } from "../cognito/directory/seed-secrets";
import { plantSeeds } from "../cognito/directory/seeds";
import { makeIdentities } from "../cognito/identity-pool/identities";
import type { ControlPlaneContext } from "../control-plane/control-plane-operation";
import { type MadeKey, withMadeKeys } from "../control-plane/made-keys";
import { makeAnswerCache } from "../data-plane/lambda-authorizer/answer-cache";
import type { AuthorizerResult } from "../data-plane/lambda-authorizer/authorizer-result";
import { compileModels } from "../data-plane/validation/body-models";
import type { AuthorizerAnswer } from "../http-api/authorizer/authorizer-answer";
import { makeIssuerKeys } from "../http-api/jwt/issuer-keys";
import { makeApiKey, type Secrets } from "../state/secrets";
import type { TablesContext } from "../store/dynamodb";
import { type PartnerSettings, partnerSettings } from "../third-party-issuer/clients";
import { externalUsers } from "../third-party-issuer/external-users";
import { type SamlDirectory, samlDirectories } from "../third-party-issuer/saml-users";
import type { PartnerServer } from "../third-party-issuer/server";
import { SIGN_IN_PATH, type SignInPage } from "../third-party-issuer/sign-in-page";
import type { AnyPlane } from "./any-plane";
import { allowedDomains, domainLines, hostsOf } from "./custom-domains";
import { readFunction, withJwksUrl, withoutCode } from "./deployed-functions";
import { describedUsers, describeGate, type GateDescription } from "./description";
import {
  announcements,
  domainAnnouncements,
  httpAnnouncements,
  loginAnnouncements,
  passkeyAnnouncements,
  seedAnnouncements,
  urlAnnouncements,
} from "./differences";
import { federationOf } from "./federation";
import type { Host } from "./host";
import { withIssuer } from "./issuer";
import type { Deployment } from "./router";
import { segmentsOf, servedApis } from "./served-apis";
import { systemsOf } from "./systems";
import { urlHosts, urlLines } from "./url-hosts";

export interface Deployed {
  readonly deployment: Deployment;
  readonly controlPlane: ControlPlaneContext;
  readonly tables: TablesContext;
  readonly description: GateDescription;
  readonly partner: PartnerSettings | undefined;
  readonly signIn: SignInPage;
  readonly directories: readonly SamlDirectory[];
  /** What the gate does differently from the cloud. */
  readonly announcements: readonly string[];
}

/**
 * Makes everything that the gate answers from, out of one reading of the Terraform. Requests are answered from the
 * former reading until all of it is made.
 *
 * @throws {GateError} `NO_API`, `NO_STAGE`, `ARCHIVE_UNREADABLE`, `SCHEMA_UNREADABLE`, `STORE_FAILED`
 */
export async function deploy(given: ApiModel, host: Host): Promise<Deployed> {
  const model = withIssuer(given, host);
  const apis = servedApis(model);
  const schemas = new Map(model.apis.map((api) => [api.id, compileModels(api, host.compileSchemas)]));
  const functions = model.functions.map((definition) => readFunction(definition, host.readArchive));
  const codes = new Map(functions.map(({ code, definition }) => [definition.arn, code]));
  const archiveOf = ({ archive, arn }: LambdaFunction) => {
    const code = codes.get(arn);
    return { name: archive, bytes: code instanceof Uint8Array ? code : new Uint8Array() };
  };
  const partner = partnerSettings(model, archiveOf, host.secrets);
  if (partner && partner.audience !== partner.expectedAudience)
    host.log(
      `The third-party issuer knows this API as "${partner.audience}", its authorizer asks for ` +
        `"${partner.expectedAudience}": the issuer's tokens are refused. --fresh registers the API anew.`,
    );
  const seeds = allSeeds(model, { secrets: host.secrets, listed: host.listedUsers() });
  keepSeedSecrets(model.userPools, seeds, host.secrets);
  const apiKeys = model.apiKeys.map((key) => ({ key, value: keyValue(key, host.secrets) }));
  const external = externalUsers(model.userPools, host.secrets);
  const federation = federationOf(model, partner, host);
  const directories = samlDirectories(federation.sts.samlProviders, model.roles, host.secrets);
  await host.store.ensure(model.tables);
  host.secrets.save();
  await Promise.all(
    model.userPools.map((pool) =>
      plantSeeds(pool, seeds.get(pool.id) ?? [], {
        directory: host.directory,
        seal: host.seal,
        now: host.now(),
      }),
    ),
  );
  host.runner.update(functions.map((entry) => withJwksUrl(entry, partner, host.partner.jwksUrl)));
  const { accessTokenKey, endpoint, idTokenKey, limits, log, madeKeys, now, onCall, runner, seal, store } =
    host;
  const tokenKeys = [idTokenKey, accessTokenKey];
  const { invoke } = runner;
  const functionCallers = { model, seal, accessKeyId: host.accessKeyId, now };
  const ofRest = { policies: makeAnswerCache<AuthorizerResult>(), country: host.country };
  const ofHttp = {
    answers: makeAnswerCache<AuthorizerAnswer>(),
    issuerKeys: makeIssuerKeys(federation.issuers, host),
  };
  const ofTerraform = apiKeys.map(({ key, value }) => [value, key.id] as const);
  const customDomains = allowedDomains(model.customDomains ?? [], host.hostNames);
  const dataPlanesWith = sinceLast((made: readonly MadeKey[]): readonly AnyPlane[] => {
    const known = withMadeKeys(model, made);
    const apiKeyIds = new Map([...made.map(({ id, value }) => [value, id] as const), ...ofTerraform]);
    const ofAll = {
      model: known,
      decide: decider(known),
      tokenKeys,
      seal,
      limits,
      invoke,
      backends: host.backends,
      send: host.send,
      now,
      log,
      onCall,
    };
    return apis.map(({ api, prefix }): AnyPlane => {
      const hosts = hostsOf(api, customDomains);
      const shared = { ...ofAll, ...(api.endpointDisabled && hosts.length > 0 && { onlyAt: hosts }) };
      if (api.kind === "url") return { ...shared, api, prefix };
      if (api.kind === "http") return { ...shared, ...ofHttp, api, prefix };
      const bodyProblem = schemas.get(api.id) ?? compileModels(api, host.compileSchemas);
      return { ...shared, ...ofRest, api, prefix, apiKeyIds, bodyProblem };
    });
  });
  const apiSegments = segmentsOf(apis);
  const userPool = {
    ...functionCallers,
    endpoint,
    directory: host.directory,
    idTokenKey,
    accessTokenKey,
    invoke,
    log,
  };
  return {
    partner,
    signIn: {
      users: external,
      identities: host.domainState.identities,
      samlIssuers: federation.domain.samlIssuers,
      key: host.partner.key.privateKey,
      now,
      seal,
    },
    directories,
    announcements: [
      ...apis.flatMap(({ api }) => {
        if (api.kind === "rest") return announcements(model, api, host);
        if (api.kind === "url") return urlAnnouncements(api, model);
        return httpAnnouncements(api, { ...federation, model, backends: host.backends });
      }),
      ...urlLines(endpoint, apis),
      ...domainLines(
        endpoint,
        customDomains,
        apis.map(({ api }) => api),
      ),
      ...domainAnnouncements(model, apiSegments),
      ...passkeyAnnouncements(model),
      ...loginAnnouncements(model, { backends: host.backends, issuers: federation.issuers }),
      ...seedAnnouncements(model, seeds),
      ...federation.announcements,
      ...functions.flatMap((deployed) => withoutCode(deployed) ?? []),
    ],
    controlPlane: { ...functionCallers, keys: madeKeys, quotas: limits.quotas, log },
    tables: { ...functionCallers, store, log },
    deployment: {
      endpoint,
      get dataPlanes() {
        return dataPlanesWith(madeKeys.all());
      },
      userPool,
      domain: {
        ...userPool,
        ...host.domainState,
        ...federation.domain,
        isSecure: endpoint.startsWith("https:"),
        providerPage: pageOf(host.partner),
      },
      customDomains,
      urlHosts: urlHosts(apis),
      apiSegments,
      identityPool: {
        ...functionCallers,
        directory: host.directory,
        identities: makeIdentities(host.directory.section, now),
        tokenKeys,
        idTokenKey,
        issuerKeys: ofHttp.issuerKeys,
        samlProviders: federation.sts.samlProviders,
        log,
      },
      sts: { ...functionCallers, ...federation.sts, issuerKeys: ofHttp.issuerKeys, log },
    },
    description: describeGate({
      endpoint,
      model,
      apis,
      users: describedUsers(model.userPools[0], seeds, host),
      systems: systemsOf(model, seal, now()),
      apiKeys: apiKeys.filter(({ key }) => key.enabled).map(({ key, value }) => ({ name: key.name, value })),
      partner,
      issuers: federation.standIns,
      external,
      directories,
      tokenEndpoint: host.partner.tokenEndpoint,
      seal,
    }),
  };
}

function pageOf({ endpoint }: PartnerServer): string {
  const { port, protocol } = new URL(endpoint);
  return `${protocol}//HOST:${port}${SIGN_IN_PATH}`;
}

/** Calls `make` again only when its argument changed. */
function sinceLast<A, R>(make: (argument: A) => R): (argument: A) => R {
  let last: { readonly argument: A; readonly result: R } | undefined;
  return (argument) => {
    if (last?.argument !== argument) last = { argument, result: make(argument) };
    return last.result;
  };
}

function keyValue({ id, value }: ApiKey, secrets: Secrets): string {
  return value ?? secrets.get(`api-key/${id}`, makeApiKey);
}
