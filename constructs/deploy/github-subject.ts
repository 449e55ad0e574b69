/** The subjects of GitHub's tokens for workflows, as roles trust them: whole, and never with a wildcard. */
import * as v from "valibot";
import { oneOf, text } from "../declaration";

/** Issues a token to each job with `id-token: write`. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";

/** Whose jobs the roles trust. */
export interface GithubRepository {
  /**
   * `ORG/REPO` as GitHub spells it; `ORG@ID/REPO@ID` where its tokens have immutable subjects, as those of repositories made
   * since the middle of 2026 do. `gh api repos/ORG/REPO/actions/oidc/customization/sub` says which.
   */
  readonly repository: string;
  /** The branch that is deployed: jobs that run on it plan. */
  readonly branch: string;
  /** The GitHub environment whose reviewers approve: jobs in it deploy. */
  readonly environment: string;
  /**
   * Whether jobs of pull requests get a role that reads states and settings. A branch of the repository may change what such a
   * job runs, and states have secrets in plain text. Forks get no token.
   */
  readonly pullRequests: "may-plan" | "may-not";
}

const REPOSITORY = /^[A-Za-z0-9][\w.-]*(@\d+)?\/[\w.-]+(@\d+)?$/;

/** The schemas of the fields. */
export const githubEntries = {
  repository: v.pipe(
    text(REPOSITORY, "ORG/REPO, or ORG@ID/REPO@ID"),
    v.check(
      (name) => [...name.matchAll(/@/g)].length !== 1,
      ({ input }) => `${JSON.stringify(input)}: expected the ids of both, or of neither`,
    ),
  ),
  branch: text(/^[\w.-]+(\/[\w.-]+)*$/, "a branch, of letters, digits and ._-/"),
  environment: text(/^[\w.-]+$/, "a GitHub environment, of letters, digits and ._-"),
  pullRequests: oneOf(["may-plan", "may-not"]),
};

/** `repo:ORG/REPO:…` of the jobs that may plan, deploy, and review a pull request. */
export function subjectsOf({ branch, environment, repository }: GithubRepository) {
  return {
    plan: `repo:${repository}:ref:refs/heads/${branch}`,
    deploy: `repo:${repository}:environment:${environment}`,
    review: `repo:${repository}:pull_request`,
  } as const;
}
