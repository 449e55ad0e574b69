/**
 * Prints an answer. The process ends with status 1 where the call was refused.
 *
 * @param {Response} response
 */
export async function print(response) {
  console.log(response.status, await response.text());
  if (!response.ok) process.exitCode = 1;
}
