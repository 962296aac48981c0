/** Runs statements of a CDK program as far as they can be known: both branches where a condition is not. Knows no cloud. */
import { ts } from '../../syntax/script';
import { namesIn } from '../../syntax/names';
import { truth, uncertainly } from './logic';
import { member } from './members';
import { newScope, type Frame, type Program } from './program';
import { constant, list, unknownThing, usedAt, type Scope, type Thing } from './thing';

const maximumRounds = 200;
const tooManyRounds = `a loop has more than ${String(maximumRounds)} rounds`;

/** True where what follows is not reached. */
export function execute(program: Program, statements: readonly ts.Statement[], scope: Scope, frame: Frame): boolean {
  for (const statement of statements) if (ts.isFunctionDeclaration(statement) && scope.parent !== undefined) declareFunction(program, statement, scope);
  for (const statement of statements) if (!program.step() || run(program, statement, scope, frame)) return true;
  return false;
}

function declareFunction(program: Program, node: ts.FunctionDeclaration, scope: Scope): void {
  if (node.name !== undefined && node.body !== undefined) scope.names.set(node.name.text, { kind: 'function', node, scope, self: scope.self, at: program.place(node, scope.uri), via: [] });
}

function run(program: Program, statement: ts.Statement, scope: Scope, frame: Frame): boolean {
  if (ts.isExpressionStatement(statement)) program.evaluate(statement.expression, scope);
  else if (ts.isVariableStatement(statement)) statement.declarationList.declarations.forEach((one) => { declare(program, one, scope); });
  else if (ts.isReturnStatement(statement)) {
    frame.returns.push(statement.expression === undefined ? constant(undefined, program.place(statement, scope.uri)) : program.evaluate(statement.expression, scope));
    return true;
  } else if (ts.isIfStatement(statement)) return branch(program, statement, scope, frame);
  else if (ts.isBlock(statement)) return execute(program, statement.statements, newScope(scope.uri, scope), frame);
  else if (ts.isForOfStatement(statement)) loop(program, statement, scope, frame);
  else if (ts.isForStatement(statement)) count(program, statement, scope, frame);
  else if (ts.isForInStatement(statement) || ts.isWhileStatement(statement) || ts.isDoStatement(statement)) uncertainly(program, () => run(program, statement.statement, newScope(scope.uri, scope), frame));
  else if (ts.isTryStatement(statement)) {
    const ended = execute(program, statement.tryBlock.statements, newScope(scope.uri, scope), frame);
    if (statement.finallyBlock !== undefined) execute(program, statement.finallyBlock.statements, newScope(scope.uri, scope), frame);
    return ended;
  } else if (ts.isSwitchStatement(statement)) return choose(program, statement, scope, frame);
  else if (ts.isClassDeclaration(statement) && scope.parent !== undefined && statement.name !== undefined) scope.names.set(statement.name.text, { kind: 'class', declared: program.classOf(statement, scope), at: program.place(statement, scope.uri), via: [] });
  return ts.isThrowStatement(statement) || ts.isBreakStatement(statement) || ts.isContinueStatement(statement);
}

function declare(program: Program, { name, initializer }: ts.VariableDeclaration, scope: Scope): void {
  // At the top level it may have been asked for before it was reached.
  if (scope.parent === undefined && ts.isIdentifier(name)) {
    if (program.topLevel(scope.uri, name.text) !== undefined) return;
  } else if (scope.parent === undefined && scope.names.size > 0 && namesIn(name).some(({ text }) => scope.names.has(text))) return;
  const thing = initializer === undefined ? constant(undefined, program.place(name, scope.uri)) : program.evaluate(initializer, scope);
  bind(program, name, thing, scope);
}

export function bind(program: Program, name: ts.BindingName, thing: Thing, scope: Scope): void {
  if (ts.isIdentifier(name)) {
    scope.names.set(name.text, thing);
    return;
  }
  for (const [index, one] of name.elements.entries()) {
    if (!ts.isBindingElement(one)) continue;
    const here = program.place(one, scope.uri);
    if (one.dotDotDotToken !== undefined) {
      bind(program, one.name, restOf(name, thing, index), scope);
      continue;
    }
    const key = ts.isArrayBindingPattern(name) ? String(index) : one.propertyName !== undefined && 'text' in one.propertyName ? one.propertyName.text : ts.isIdentifier(one.name) ? one.name.text : '';
    const found = member(program, thing, key, here, here);
    const isMissing = found.kind === 'constant' && found.value === undefined;
    const value = one.initializer === undefined ? found : isMissing ? program.evaluate(one.initializer, scope) : found;
    bind(program, one.name, value, scope);
  }
}

function restOf(name: ts.BindingPattern, thing: Thing, index: number): Thing {
  if (thing.kind === 'list') return list(thing.items.slice(index), thing.at);
  if (thing.kind !== 'object') return thing;
  const taken = new Set(name.elements.flatMap((one) => (ts.isBindingElement(one) ? [one.propertyName !== undefined && 'text' in one.propertyName ? one.propertyName.text : ts.isIdentifier(one.name) ? one.name.text : ''] : [])));
  return { ...thing, entries: new Map([...thing.entries].filter(([key]) => !taken.has(key))) };
}

function branch(program: Program, { expression, thenStatement, elseStatement }: ts.IfStatement, scope: Scope, frame: Frame): boolean {
  const known = truth(program.evaluate(expression, scope));
  const inside = (statement: ts.Statement | undefined): boolean => statement !== undefined && run(program, statement, newScope(scope.uri, scope), frame);
  if (known !== undefined) return inside(known ? thenStatement : elseStatement);
  const [yes, no] = uncertainly(program, () => [inside(thenStatement), inside(elseStatement)] as const);
  return yes && no;
}

function loop(program: Program, { initializer, expression, statement }: ts.ForOfStatement, scope: Scope, frame: Frame): void {
  const over = program.evaluate(expression, scope);
  const round = (thing: Thing): void => {
    const inner = newScope(scope.uri, scope);
    if (ts.isVariableDeclarationList(initializer) && initializer.declarations[0] !== undefined) bind(program, initializer.declarations[0].name, thing, inner);
    run(program, statement, inner, frame);
  };
  if (over.kind === 'list') {
    if (over.items.length > maximumRounds) program.overrun(over.at, tooManyRounds);
    over.items.slice(0, maximumRounds).forEach(round);
  } else uncertainly(program, () => { round(over.kind === 'unknown' ? over : unknownThing('what is looped over is not known', 'unresolved', over.at)); });
}

/** `for (let i = 0; i < 3; i++)` is counted; any other is run once, perhaps. */
function count(program: Program, { initializer, condition, statement }: ts.ForStatement, scope: Scope, frame: Frame): void {
  const inner = newScope(scope.uri, scope);
  if (initializer !== undefined && ts.isVariableDeclarationList(initializer)) initializer.declarations.forEach((one) => { declare(program, one, inner); });
  const name = initializer !== undefined && ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
  const start = name !== undefined && ts.isIdentifier(name) ? inner.names.get(name.text) : undefined;
  if (name !== undefined && ts.isIdentifier(name) && start?.kind === 'constant' && typeof start.value === 'number' && condition !== undefined) {
    for (let value = start.value, rounds = 0; rounds < maximumRounds; value++, rounds++) {
      inner.names.set(name.text, usedAt(constant(value, start.at), start.at));
      const goes = truth(program.evaluate(condition, inner));
      if (goes !== true) {
        if (goes === undefined) uncertainly(program, () => run(program, statement, newScope(scope.uri, inner), frame));
        return;
      }
      run(program, statement, newScope(scope.uri, inner), frame);
    }
    program.overrun(program.place(condition, scope.uri), tooManyRounds);
    return;
  }
  uncertainly(program, () => run(program, statement, newScope(scope.uri, inner), frame));
}

function choose(program: Program, { expression, caseBlock }: ts.SwitchStatement, scope: Scope, frame: Frame): boolean {
  const over = program.evaluate(expression, scope);
  const cases = caseBlock.clauses.map((clause) => ({ clause, test: ts.isCaseClause(clause) ? program.evaluate(clause.expression, scope) : undefined }));
  const isKnown = over.kind === 'constant' && cases.every(({ test }) => test === undefined || test.kind === 'constant');
  if (!isKnown) {
    for (const { clause } of cases) uncertainly(program, () => execute(program, clause.statements, newScope(scope.uri, scope), frame));
    return cases.some(({ test }) => test === undefined) && cases.every(({ clause }) => clause.statements.some(endsCall));
  }
  const first = cases.findIndex(({ test }) => test?.kind === 'constant' && test.value === over.value);
  const from = first >= 0 ? first : cases.findIndex(({ test }) => test === undefined);
  for (const { clause } of from < 0 ? [] : cases.slice(from)) if (execute(program, clause.statements, newScope(scope.uri, scope), frame)) return clause.statements.some(endsCall);
  return false;
}

/** As against `break`, which only ends the switch. */
function endsCall(statement: ts.Statement): boolean {
  return ts.isReturnStatement(statement) || ts.isThrowStatement(statement) || (ts.isBlock(statement) && statement.statements.some(endsCall));
}
