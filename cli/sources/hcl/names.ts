/** Which files of a folder Terraform or OpenTofu reads, and in which order. */

const CONFIGURATION = /\.(tf|tofu)(\.json)?$/;
const VALUES = /\.(tfvars|tofuvars)(\.json)?$/;

/** The folder of modules that Terraform has fetched, from the root. */
export const FETCHED = ".terraform/modules";

/** The files of a configuration. */
export function configurationNames(names: readonly string[]): readonly string[] {
  return preferred(names.filter((name) => CONFIGURATION.test(name) && !isPassedOver(name)));
}

/** The files of values that are taken without being named; the later ones override the earlier ones. */
export function valueNames(names: readonly string[]): readonly string[] {
  const found = preferred(names.filter((name) => VALUES.test(name)));
  const own = (ending: RegExp) => found.filter((name) => ending.test(name));
  return [
    ...own(/^terraform\.(tf|tofu)vars$/),
    ...own(/^terraform\.(tf|tofu)vars\.json$/),
    ...own(/\.auto\.(tf|tofu)vars(\.json)?$/).sort(),
  ];
}

/** Whether only OpenTofu reads a file. */
export function isOpenTofu(name: string): boolean {
  return /\.(tofu|tofuvars)(\.json)?$/.test(name);
}

/** OpenTofu reads `x.tofu` in place of `x.tf`. https://opentofu.org/docs/language/files/ */
function preferred(names: readonly string[]): readonly string[] {
  const ofTofu = new Set(names.filter(isOpenTofu));
  return names.filter(
    (name) => isOpenTofu(name) || !ofTofu.has(name.replace(/\.tf(vars)?(\.json)?$/, ".tofu$1$2")),
  );
}

/** Hidden files, and backup files of editors. */
function isPassedOver(name: string): boolean {
  return /^\.|^#.*#$/.test(name);
}
