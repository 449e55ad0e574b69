/** cdktf is archived; a fork continues it under other names. What is made for one is made for the other by renaming imports. */
export const FORK = { cdktf: "cdktn", "@cdktf/provider-aws": "@cdktn/provider-aws" } as const;

/** `@cdktf/provider-aws/lib/iam-role` and its like. esbuild reads it too, as an expression of Go's. */
export const ARCHIVED = /^(cdktf|@cdktf\/provider-aws)(\/|$)/;

/** What the fork calls a package, or a file of it; other packages keep their name. */
export function inFork(specifier: string): string {
  return specifier.replace(ARCHIVED, (_, name: keyof typeof FORK, end: string) => FORK[name] + end);
}

/** A source or a declaration with its imports renamed. */
export function withForkImports(text: string): string {
  return text.replace(
    /(\bfrom |\bimport |\bimport\(|\brequire(?:\.resolve)?\()(["'])([^"'\n]+)\2/g,
    (_, before: string, quote: string, specifier: string) => `${before}${quote}${inFork(specifier)}${quote}`,
  );
}
