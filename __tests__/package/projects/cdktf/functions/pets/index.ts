/** What the project's own function answers, behind every lock. */
export const handler = async (event: { httpMethod: string; path: string }) => ({
  statusCode: 200,
  body: JSON.stringify({ served: `${event.httpMethod} ${event.path}` }),
});
