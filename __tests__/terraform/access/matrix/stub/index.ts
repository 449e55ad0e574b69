/** It names what an event of payload format 2.0 has, as an authorizer that reads such events does. */
export const handler = async (event: { routeArn?: string }) => ({ statusCode: 200, body: event.routeArn });
