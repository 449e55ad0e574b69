/** `NAME/access`: the types of a declaration, and its check. */
export type * from "../access/model";
export { DeclarationError, type DeclarationErrorCode } from "../constructs/declaration/errors";
export { checkDeclaration } from "../constructs/locks/check-declaration";
