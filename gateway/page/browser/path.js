/** Parameters of a path: `{petId}`, `{proxy+}`. @param {string} path */
export function namesIn(path) {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? "");
}

/**
 * The path with the values of its parameters, encoded. The slashes of a greedy parameter stay.
 *
 * @param {string} path
 * @param {readonly string[]} values in the order of the parameters
 */
export function filledIn(path, values) {
  const left = [...values];
  return path.replace(/\{([^}]+)\}/g, (_, name) => {
    const value = left.shift() ?? "";
    return name.endsWith("+")
      ? value.split("/").map(encodeURIComponent).join("/")
      : encodeURIComponent(value);
  });
}
