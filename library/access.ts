/** `NAME/access`: the types of a declaration, and its check. */
export type * from "../access/model";
export { checkDeclaration } from "../constructs/api/check-declaration";
export { DeclarationError, type DeclarationErrorCode } from "../constructs/declaration/errors";
