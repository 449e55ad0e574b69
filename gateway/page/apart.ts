import type { Header, HttpResponse } from "../http/message";

/**
 * An answer that is not the page's, without the header Cross-Origin-Opener-Policy. Two documents of one origin that both
 * have the value `same-origin` keep a hold of each other's windows: a window that an API's page opened could send the
 * first one back to the gate's page, and read the key there. Without the header, a browser separates the two.
 */
export function apart(answer: HttpResponse): HttpResponse {
  if (!answer.headers.some(isPolicy)) return answer;
  return { ...answer, headers: answer.headers.filter((header) => !isPolicy(header)) };
}

const POLICY = "cross-origin-opener-policy";

function isPolicy([name]: Header): boolean {
  return name.length === POLICY.length && name.toLowerCase() === POLICY;
}
