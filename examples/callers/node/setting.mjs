/**
 * A variable of the environment: secrets are neither in the code nor among the arguments, which every process of the machine can read.
 *
 * @param {string} name
 * @returns {string}
 */
export function setting(name) {
  const value = process.env[name];
  if (value) return value;
  console.error(`${name} is not set; the README says to what.`);
  process.exit(2);
}
