import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { type Docstring, docstringOf } from "./docstring";

/** A property of a class or of an object that callers pass. */
export interface Field extends Docstring {
  readonly name: string;
  /** As the source writes it, in one line. */
  readonly type: string;
  readonly isOptional: boolean;
}

export interface Method extends Docstring {
  readonly name: string;
  /** `allow(...actions: readonly string[]): PolicyStatement[]` */
  readonly signature: string;
}

interface Common extends Docstring {
  readonly name: string;
  /** From the root of the project. */
  readonly file: string;
}

export type Documented = Common &
  (
    | {
        readonly kind: "class";
        /** The name of the type of its third parameter, if that has one. */
        readonly propsType: string | undefined;
        readonly props: readonly Field[];
        readonly fields: readonly Field[];
        readonly methods: readonly Method[];
      }
    | { readonly kind: "object"; readonly fields: readonly Field[] }
    /** Any other type, by its source. */
    | { readonly kind: "type"; readonly source: string }
    | { readonly kind: "function"; readonly signature: string }
  );

const root = resolve(__dirname, "../../..");

/**
 * What a module of this project exports, and the types of this project that its exports name. Nothing outside of the
 * project is read, so types of packages are known by their names alone.
 *
 * @param entry from the root of the project
 */
export function documentedIn(entry: string): readonly Documented[] {
  const known = documented.get(entry) ?? readDocumented(entry);
  documented.set(entry, known);
  return known;
}

/** By entry: to read a module and all that it imports takes a second. */
const documented = new Map<string, readonly Documented[]>();

function readDocumented(entry: string): readonly Documented[] {
  const { checker, source } = programOf(join(root, entry));
  const module = checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${entry} exports nothing`);
  const open = checker.getExportsOfModule(module).map((symbol) => original(checker, symbol));
  const seen = new Set(open);
  const documented: Documented[] = [];
  for (let symbol = open.shift(); symbol; symbol = open.shift()) {
    documented.push(documentedOf(checker, symbol));
    for (const named of namedBy(checker, symbol)) {
      if (seen.has(named)) continue;
      seen.add(named);
      open.push(named);
    }
  }
  return documented;
}

function programOf(entry: string) {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    lib: ["lib.es5.d.ts"],
    types: [],
    strict: true,
  };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, containing) =>
    literals.map(({ text }) => ({
      resolvedModule: text.startsWith(".") ? ownModule(resolve(dirname(containing), text)) : undefined,
    }));
  const program = ts.createProgram([entry], options, host);
  const source = program.getSourceFile(entry);
  if (!source) throw new Error(`There is no ${entry}`);
  return { checker: program.getTypeChecker(), source };
}

function ownModule(path: string): ts.ResolvedModuleFull | undefined {
  const file = [`${path}.ts`, join(path, "index.ts")].find(existsSync);
  return file === undefined ? undefined : { resolvedFileName: file, extension: ts.Extension.Ts };
}

function original(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The types of this project that the public parts of a declaration name. */
function namedBy(checker: ts.TypeChecker, symbol: ts.Symbol): readonly ts.Symbol[] {
  const found = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const name = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
      const at = checker.getSymbolAtLocation(name);
      const named = at && original(checker, at);
      if (named && !(named.flags & ts.SymbolFlags.TypeParameter) && named.declarations?.some(isOwn))
        found.add(named);
    }
    if (isHidden(node)) return;
    if (ts.isBlock(node) || (ts.isExpression(node) && !ts.isExpressionWithTypeArguments(node))) return;
    if (ts.isHeritageClause(node)) return;
    ts.forEachChild(node, visit);
  };
  for (const declaration of symbol.declarations ?? []) visit(declaration);
  // Inherited properties are listed with the type itself.
  for (const field of propertiesOf(checker, symbol)) for (const one of field.declarations ?? []) visit(one);
  return [...found];
}

const isOwn = (declaration: ts.Declaration) => {
  const path = relative(root, declaration.getSourceFile().fileName);
  return !path.startsWith("..") && !path.startsWith("node_modules");
};

function isHidden(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword];
  return ts.getModifiers(node)?.some(({ kind }) => hidden.includes(kind)) ?? false;
}

function propertiesOf(checker: ts.TypeChecker, symbol: ts.Symbol): readonly ts.Symbol[] {
  if (!(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)))
    return [];
  const type = checker.getDeclaredTypeOfSymbol(symbol);
  return type
    .getProperties()
    .filter(({ declarations = [] }) => declarations.some(isOwn) && !declarations.some(isHidden));
}

function documentedOf(checker: ts.TypeChecker, symbol: ts.Symbol): Documented {
  const [declaration, ...overloads] = symbol.declarations ?? [];
  if (!declaration) throw new Error(`${symbol.name} has no declaration`);
  const file = relative(root, declaration.getSourceFile().fileName);
  const common = { ...docstringOf([declaration, ...overloads]), name: symbol.name, file };
  if (ts.isClassDeclaration(declaration)) return { ...common, ...classParts(checker, symbol, declaration) };
  if (ts.isFunctionDeclaration(declaration))
    return { ...common, kind: "function", signature: signatureOf(declaration) };
  if (ts.isInterfaceDeclaration(declaration))
    return { ...common, kind: "object", fields: fieldsOf(propertiesOf(checker, symbol)) };
  return { ...common, kind: "type", source: declaration.getText().replace(/^export /, "") };
}

function classParts(checker: ts.TypeChecker, symbol: ts.Symbol, declaration: ts.ClassDeclaration) {
  const construction = declaration.members.find(ts.isConstructorDeclaration);
  const props = construction?.parameters[2];
  const members = propertiesOf(checker, symbol);
  const isMethod = (one: ts.Symbol) => one.declarations?.some(ts.isMethodDeclaration) ?? false;
  return {
    kind: "class" as const,
    throws: [declaration, construction].flatMap((one) => (one ? docstringOf([one]).throws : [])),
    propsType: props?.type && ts.isTypeReferenceNode(props.type) ? inOneLine(props.type) : undefined,
    props: props ? fieldsOf(checker.getTypeAtLocation(props).getProperties()) : [],
    fields: fieldsOf(members.filter((one) => !isMethod(one))).map((field) =>
      inherited(checker, declaration, field),
    ),
    methods: members.filter(isMethod).flatMap((one) => methodOf(one)),
  };
}

/** With the docstring of the interface that the class implements, where it has none of its own. */
function inherited(checker: ts.TypeChecker, declaration: ts.ClassDeclaration, field: Field): Field {
  if (field.text !== "") return field;
  const bases = (declaration.heritageClauses ?? []).flatMap(({ types }) =>
    types.map((one) => checker.getTypeAtLocation(one)),
  );
  const [base] = bases.flatMap((type) => type.getProperty(field.name) ?? []);
  return base ? { ...field, ...docstringOf(base.declarations ?? []) } : field;
}

function fieldsOf(symbols: readonly ts.Symbol[]): readonly Field[] {
  return symbols.flatMap((symbol) => {
    const declared = symbol.declarations?.find(hasType);
    if (!declared?.type) return [];
    const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    const type = inOneLine(declared.type);
    const own = docstringOf(symbol.declarations ?? []);
    const text = [own.text, membersOf(declared.type).join("; ")].filter((part) => part !== "").join(" ");
    return [{ ...own, text, name: symbol.name, type, isOptional }];
  });
}

/** What is said of the members of an object type that is written where it is used. */
function membersOf(type: ts.TypeNode): readonly string[] {
  if (!ts.isTypeLiteralNode(type)) return [];
  return type.members.flatMap((member) => {
    const { default: usual, text } = docstringOf([member]);
    if (text === "") return [];
    return [`\`${member.name?.getText()}\`: ${text}${usual === undefined ? "" : ` Default: ${usual}.`}`];
  });
}

/** A parameter is a field, too, where a constructor declares it so. */
function hasType(
  node: ts.Declaration,
): node is
  | ts.PropertySignature
  | ts.PropertyDeclaration
  | ts.GetAccessorDeclaration
  | ts.ParameterDeclaration {
  return (
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isGetAccessorDeclaration(node) ||
    ts.isParameter(node)
  );
}

function methodOf(symbol: ts.Symbol): readonly Method[] {
  const declaration = symbol.declarations?.find(ts.isMethodDeclaration);
  return declaration
    ? [{ ...docstringOf([declaration]), name: symbol.name, signature: signatureOf(declaration) }]
    : [];
}

function signatureOf({ name, parameters, type }: ts.FunctionDeclaration | ts.MethodDeclaration): string {
  const result = type ? `: ${inOneLine(type)}` : "";
  return `${name?.getText() ?? ""}(${parameters.map(inOneLine).join(", ")})${result}`;
}

function inOneLine(node: ts.Node | undefined): string {
  if (!node) return "";
  return node
    .getText()
    .replace(/\/\*\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/^ ?\| /, "")
    .trim();
}
