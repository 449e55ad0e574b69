/** An error of an AWS service, under the name and with the message that AWS gives it. Its caller gets to see it. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  constructor(
    /** `NotAuthorizedException` */
    readonly type: string,
    message: string,
    /** The JSON protocols answer with 400; REST services have a status for each error. */
    readonly status: 400 | 403 | 404 | 409 | 500 = 400,
  ) {
    super(message);
  }
}
