/** What the fields of some data are, by their declared types and by how the code uses them. */
import { ts, walk, unwrapped, type Script } from '../../syntax/script';
import type { Field, FieldType } from './validators';

/** Fields by their paths, as `['items', '[]', 'sku']`. `declared` is the type that the code gives the data, where it does. */
export function fieldsFrom(paths: readonly (readonly string[])[], declared: ts.TypeNode | undefined, script: Script): Field {
  const heads = new Set(paths.flatMap((path) => path.slice(0, 1)));
  const shape = declared === undefined ? undefined : shapeOf(declared, script);
  if (heads.has('[]')) return { type: { kind: 'list', element: fieldsFrom(below(paths, '[]'), shape?.element, script) }, optional: false };
  const fields = new Map<string, Field>();
  for (const head of heads) {
    const inner = below(paths, head).filter((path) => path.length > 0);
    const member = shape?.members.get(head);
    const known = member?.type === undefined ? undefined : plainType(member.type);
    const use = useOf(head, script);
    if (inner.length > 0) fields.set(head, { ...fieldsFrom(inner, member?.type, script), optional: member?.optional ?? use.optional });
    else fields.set(head, { type: known ?? (member === undefined ? use.type : undefined) ?? { kind: member === undefined ? 'string' : 'unknown' }, optional: member?.optional ?? use.optional });
  }
  return { type: { kind: 'object', fields }, optional: false };
}

function below(paths: readonly (readonly string[])[], head: string): readonly (readonly string[])[] {
  return paths.filter((path) => path[0] === head).map((path) => path.slice(1));
}

interface Shape {
  readonly members: ReadonlyMap<string, { readonly type: ts.TypeNode | undefined; readonly optional: boolean }>;
  readonly element: ts.TypeNode | undefined;
}

/** Of a type that is written out in this file. */
function shapeOf(type: ts.TypeNode, script: Script): Shape | undefined {
  if (ts.isArrayTypeNode(type)) return { members: new Map(), element: type.elementType };
  if (ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) {
    const { text } = type.typeName;
    if (/^(Readonly)?Array$/.test(text)) return { members: new Map(), element: type.typeArguments?.[0] };
    const declared = script.statements.find((statement) => (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name.text === text);
    if (declared !== undefined && ts.isInterfaceDeclaration(declared)) return { members: membersOf(declared.members), element: undefined };
    if (declared !== undefined && ts.isTypeAliasDeclaration(declared) && ts.isTypeLiteralNode(declared.type)) return { members: membersOf(declared.type.members), element: undefined };
    return undefined;
  }
  return ts.isTypeLiteralNode(type) ? { members: membersOf(type.members), element: undefined } : undefined;
}

function membersOf(members: readonly ts.TypeElement[]): Shape['members'] {
  return new Map(members.flatMap((member) => (ts.isPropertySignature(member) && (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name)) ? [[member.name.text, { type: member.type, optional: member.questionToken !== undefined }] as const] : [])));
}

function plainType(type: ts.TypeNode): FieldType | undefined {
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword: return { kind: 'string' };
    case ts.SyntaxKind.NumberKeyword: return { kind: 'number' };
    case ts.SyntaxKind.BooleanKeyword: return { kind: 'boolean' };
    default: break;
  }
  const element = ts.isArrayTypeNode(type) ? plainType(type.elementType) ?? { kind: 'unknown' as const } : undefined;
  return element === undefined ? undefined : { kind: 'list', element: { type: element, optional: false } };
}

interface Use {
  readonly type: FieldType | undefined;
  readonly optional: boolean;
}

const ofText = new Set(['trim', 'toLowerCase', 'toUpperCase', 'split', 'startsWith', 'endsWith', 'replace', 'replaceAll', 'match', 'padStart', 'padEnd', 'charAt', 'substring', 'substr', 'normalize', 'localeCompare']);
const ofLists = new Set(['map', 'forEach', 'filter', 'reduce', 'some', 'every', 'push', 'find', 'join', 'flatMap', 'sort']);
const arithmetic = new Set([ts.SyntaxKind.MinusToken, ts.SyntaxKind.AsteriskToken, ts.SyntaxKind.SlashToken, ts.SyntaxKind.PercentToken, ts.SyntaxKind.AsteriskAsteriskToken, ts.SyntaxKind.LessThanToken, ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.LessThanEqualsToken, ts.SyntaxKind.GreaterThanEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);
const comparing = new Set([ts.SyntaxKind.EqualsEqualsEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

/** By every place where the name, or a field of that name, is used. */
function useOf(name: string, script: Script): Use {
  let type: FieldType | undefined;
  let optional = false;
  const isNamed = (node: ts.Expression): boolean => {
    const inner = unwrapped(node);
    return ts.isIdentifier(inner) ? inner.text === name : ts.isPropertyAccessExpression(inner) && inner.name.text === name;
  };
  const list: FieldType = { kind: 'list', element: { type: { kind: 'unknown' }, optional: false } };
  walk(script, (node) => {
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.kind;
      const other = isNamed(node.left) ? node.right : isNamed(node.right) ? node.left : undefined;
      if (other === undefined) return undefined;
      if (operator === ts.SyntaxKind.QuestionQuestionToken || (operator === ts.SyntaxKind.BarBarToken && plainLiteral(other) !== undefined)) {
        if (other === node.right) optional = true;
        type ??= plainLiteral(other);
      } else if (arithmetic.has(operator)) type ??= comparing.has(operator) ? plainLiteral(other) : plainLiteral(other) ?? { kind: 'number' };
    } else if (ts.isBindingElement(node) && node.initializer !== undefined) {
      const field = node.propertyName ?? node.name;
      if (!ts.isIdentifier(field) || field.text !== name) return undefined;
      optional = true;
      type ??= plainLiteral(node.initializer);
    } else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && isNamed(node.expression.expression)) {
      const method = node.expression.name.text;
      type ??= ofText.has(method) ? { kind: 'string' } : ofLists.has(method) ? list : undefined;
    } else if (ts.isForOfStatement(node) && isNamed(node.expression)) type ??= list;
    return undefined;
  });
  return { type, optional };
}

function plainLiteral(node: ts.Expression): FieldType | undefined {
  const inner = unwrapped(node);
  if (ts.isStringLiteralLike(inner)) return { kind: 'string' };
  if (ts.isNumericLiteral(inner)) return { kind: 'number' };
  return inner.kind === ts.SyntaxKind.TrueKeyword || inner.kind === ts.SyntaxKind.FalseKeyword ? { kind: 'boolean' } : undefined;
}
