/** Runs statements: control flow, declarations, patterns. */
import { ts, walk } from '../syntax/script';
import { hasModifier, isFunction, memberName, namesIn, referencePath } from '../syntax/names';
import { named, ofType } from './bindings';
import { binding, environmentVariable, isBindings, isEnvironment, proofOf } from './expressions';
import { Env } from './env';
import { checkAmount, fieldNames } from './builtins';
import { factsAbout } from './facts';
import { giveBack, hoist, typedAs } from './functions';
import { branch, joinStates, learn, placeOf, restore, stateOf, type Frame, type Machine, type State } from './machine';
import { assign, bare, elementOf, member } from './members';
import { form } from './models';
import { start } from './trail';
import { constant, join, nothing, object, onlyText, tainted, taintOf, type Value } from './values';

export function executeStatement(machine: Machine, node: ts.Statement, frame: Frame): void {
  if (frame.dead) return;
  if (ts.isExpressionStatement(node)) {
    machine.evaluate(node.expression, frame);
    if (ts.isCallExpression(node.expression) && throws(machine, node.expression, frame)) frame.dead = true;
  }
  else if (ts.isVariableStatement(node)) declare(machine, node.declarationList, frame);
  else if (ts.isReturnStatement(node)) giveBack(frame, node.expression === undefined ? constant(undefined) : machine.evaluate(node.expression, frame));
  else if (ts.isIfStatement(node)) executeIf(machine, node, frame);
  else if (ts.isBlock(node)) executeBlock(machine, node.statements, frame);
  else if (ts.isForOfStatement(node)) executeForOf(machine, node, frame);
  else if (ts.isForStatement(node)) executeFor(machine, node, frame);
  else if (ts.isForInStatement(node)) executeForIn(machine, node, frame);
  else if (ts.isWhileStatement(node)) loop(machine, node.expression, node.statement, undefined, frame);
  else if (ts.isDoStatement(node)) loop(machine, undefined, node.statement, node.expression, frame);
  else if (ts.isTryStatement(node)) executeTry(machine, node, frame);
  else if (ts.isSwitchStatement(node)) executeSwitch(machine, node, frame);
  else if (ts.isThrowStatement(node)) {
    const value = machine.evaluate(node.expression, frame);
    if (value.deep) frame.thrown.at(-1)?.push(value);
    frame.dead = true;
  } else if (ts.isBreakOrContinueStatement(node)) {
    const open = node.label === undefined ? undefined : frame.labels.get(node.label.text);
    frame.exits.at(open ?? -1)?.push(stateOf(frame));
    frame.dead = true;
  } else if (ts.isLabeledStatement(node)) executeLabelled(machine, node, frame);
}

/** A labelled loop's exits are the loop's own; a labelled block has exits for the label's sake. */
function executeLabelled(machine: Machine, { label, statement }: ts.LabeledStatement, frame: Frame): void {
  frame.labels.set(label.text, frame.exits.length);
  if (ts.isIterationStatement(statement, true)) machine.execute(statement, frame);
  else {
    const exits: State[] = [];
    frame.exits.push(exits);
    machine.execute(statement, frame);
    frame.exits.pop();
    restore(frame, exits.reduce(joinStates, stateOf(frame)));
  }
  frame.labels.delete(label.text);
}

function executeBlock(machine: Machine, statements: readonly ts.Statement[], frame: Frame): void {
  hoist(statements, frame, machine);
  const outer = shadowed(statements, frame);
  for (const statement of statements) {
    if (frame.dead) break;
    machine.execute(statement, frame);
  }
  for (const [name, value] of outer) frame.env.set(name, value);
}

/** Variables of this frame that the block hides by its own of the same name. */
function shadowed(statements: readonly ts.Statement[], frame: Frame): readonly (readonly [string, Value])[] {
  const outer: [string, Value][] = [];
  for (const statement of statements) {
    if (!ts.isVariableStatement(statement) || (statement.declarationList.flags & ts.NodeFlags.BlockScoped) === 0) continue;
    for (const declaration of statement.declarationList.declarations) {
      for (const { text } of namesIn(declaration.name)) {
        const value = frame.env.get(text);
        if (value !== undefined) outer.push([text, value]);
      }
    }
  }
  return outer;
}

function declare(machine: Machine, list: ts.VariableDeclarationList, frame: Frame): void {
  for (const declaration of list.declarations) {
    const { name, initializer, type } = declaration;
    let value = initializer === undefined ? constant(undefined) : ts.isIdentifier(name) ? named(machine, initializer, name.text, frame) : machine.evaluate(initializer, frame);
    if (type !== undefined && (value === nothing || initializer === undefined)) value = typedAs(value, ofType(machine, type, frame));
    machine.bind(name, value, frame);
  }
}

/** Binds the names of a declaration or parameter. */
export function bindName(machine: Machine, name: ts.BindingName, value: Value, frame: Frame): void {
  if (ts.isIdentifier(name)) {
    frame.env.set(name.text, value);
    return;
  }
  for (const [index, element] of name.elements.entries()) {
    if (!ts.isBindingElement(element)) continue;
    if (element.dotDotDotToken !== undefined) {
      machine.bind(element.name, ts.isArrayBindingPattern(name) ? object(new Map(), { element: elementOf(machine, value, element, frame) }) : value, frame);
      continue;
    }
    const key = ts.isArrayBindingPattern(name) ? String(index) : fieldName(machine, element, frame);
    let part = isEnvironment(value.externals) ? environmentVariable(machine, key, element, frame) : isBindings(value.externals) ? binding(machine, key, element, frame) : member(machine, value, key, element.propertyName ?? element.name, frame);
    if (element.initializer !== undefined) {
      const fallback = machine.evaluate(element.initializer, frame);
      part = part.constants?.length === 1 && part.constants[0] === undefined ? fallback : join(part, fallback);
    }
    machine.bind(element.name, part, frame);
  }
}

function fieldName(machine: Machine, element: ts.BindingElement, frame: Frame): string {
  if (element.propertyName === undefined) return ts.isIdentifier(element.name) ? element.name.text : '[]';
  const name = memberName(element.propertyName);
  if (name !== undefined) return name;
  return (ts.isComputedPropertyName(element.propertyName) ? onlyText(machine.evaluate(element.propertyName.expression, frame)) : undefined) ?? '[]';
}

function executeIf(machine: Machine, node: ts.IfStatement, frame: Frame): void {
  const proof = proofOf(machine.evaluate(node.expression, frame));
  branch(frame, () => {
    learn(frame, proof?.ifTrue);
    machine.execute(node.thenStatement, frame);
  }, () => {
    learn(frame, proof?.ifFalse);
    if (node.elseStatement !== undefined) machine.execute(node.elseStatement, frame);
  });
}

function executeForOf(machine: Machine, node: ts.ForOfStatement, frame: Frame): void {
  const list = machine.evaluate(node.expression, frame);
  const element = asEntry(node.initializer, elementOf(machine, list, node.expression, frame));
  repeat(frame, () => {
    bindEach(machine, node.initializer, element, frame);
    machine.execute(node.statement, frame);
  });
}

/** `[key, value]` of a map is told from a map's values by its being taken apart, where they are no lists themselves. */
function asEntry(initializer: ts.ForInitializer, element: Value): Value {
  const name = ts.isVariableDeclarationList(initializer) ? initializer.declarations[0]?.name : undefined;
  const isList = element.element !== undefined || element.fields?.has('0') === true || element.fields?.has('1') === true || element.taints.some((taint) => (taint.clean & form.text) === 0);
  return name === undefined || !ts.isArrayBindingPattern(name) || isList ? element : object(new Map([['1', element]]));
}

function executeForIn(machine: Machine, node: ts.ForInStatement, frame: Frame): void {
  const holder = machine.evaluate(node.expression, frame);
  const keys = holder.taints.length > 0 ? fieldNames(holder) : { ...nothing, constants: holder.fields === undefined || holder.element !== undefined || holder.fields.size > 8 || holder.fields.size === 0 ? undefined : [...holder.fields.keys()] };
  repeat(frame, () => {
    bindEach(machine, node.initializer, keys, frame);
    machine.execute(node.statement, frame);
  });
}

function bindEach(machine: Machine, initializer: ts.ForInitializer, value: Value, frame: Frame): void {
  if (!ts.isVariableDeclarationList(initializer)) assign(machine, initializer, value, frame);
  else for (const declaration of initializer.declarations) machine.bind(declaration.name, value, frame);
}

function executeFor(machine: Machine, node: ts.ForStatement, frame: Frame): void {
  if (node.initializer !== undefined) {
    if (ts.isVariableDeclarationList(node.initializer)) declare(machine, node.initializer, frame);
    else machine.evaluate(node.initializer, frame);
    // A counter is some number.
    if (ts.isVariableDeclarationList(node.initializer)) for (const one of node.initializer.declarations) for (const { text } of namesIn(one.name)) if (frame.env.get(text)?.constants !== undefined) frame.env.set(text, nothing);
  }
  loop(machine, node.condition, node.statement, node.incrementor, frame);
}

function loop(machine: Machine, condition: ts.Expression | undefined, body: ts.Statement, after: ts.Expression | undefined, frame: Frame): void {
  if (condition !== undefined) checkRounds(machine, condition, frame);
  repeat(frame, () => {
    if (condition !== undefined) learn(frame, proofOf(machine.evaluate(condition, frame))?.ifTrue);
    machine.execute(body, frame);
    if (after !== undefined && !frame.dead) machine.evaluate(after, frame);
  });
}

/** Data that a counter is compared with decides how often the loop runs. */
function checkRounds(machine: Machine, condition: ts.Expression, frame: Frame): void {
  if (!ts.isBinaryExpression(condition)) return;
  const { left, right, operatorToken } = condition;
  if (operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken) {
    checkRounds(machine, left, frame);
    checkRounds(machine, right, frame);
  } else if (operatorToken.kind === ts.SyntaxKind.LessThanToken || operatorToken.kind === ts.SyntaxKind.LessThanEqualsToken) {
    checkAmount(machine, { value: machine.evaluate(right, frame), node: right }, 'chooses how often a loop runs', condition, frame);
  } else if (operatorToken.kind === ts.SyntaxKind.GreaterThanToken || operatorToken.kind === ts.SyntaxKind.GreaterThanEqualsToken) {
    checkAmount(machine, { value: machine.evaluate(left, frame), node: left }, 'chooses how often a loop runs', condition, frame);
  }
}

/** Twice is enough for what one round hands to the next; not at all is possible too. */
function repeat(frame: Frame, body: () => void): void {
  for (let round = 0; round < 2; round++) {
    const before = stateOf(frame);
    const exits: State[] = [];
    frame.exits.push(exits);
    body();
    frame.exits.pop();
    const after = exits.reduce(joinStates, stateOf(frame));
    restore(frame, joinStates(before, after));
    if (!changed(before, stateOf(frame))) return;
  }
}

function changed(before: State, after: State): boolean {
  for (const name of Env.differing(before.env, after.env)) {
    const old = before.env.get(name);
    const value = after.env.get(name);
    if (old !== undefined && value !== undefined && old !== value && (old.deep !== value.deep || value.taints.length !== old.taints.length || old.constants?.length !== value.constants?.length || value.fields?.size !== old.fields?.size || value.element !== old.element)) return true;
  }
  return false;
}

/** `fail('no name')`, where that function does nothing but throw. */
function throws(machine: Machine, { expression }: ts.CallExpression, frame: Frame): boolean {
  if (!/throw|fail|reject|raise|abort|deny|bail|error/i.test(referencePath(expression)?.at(-1) ?? '')) return false;
  const [only, ...others] = machine.evaluate(expression, frame).callables;
  const body = only?.kind === 'function' && isFunction(only.node) && !hasModifier(only.node, ts.SyntaxKind.AsyncKeyword) ? only.node.body : undefined;
  if (body === undefined || others.length > 0 || !ts.isBlock(body)) return false;
  const last = body.statements.at(-1);
  return last !== undefined && ts.isThrowStatement(last) && body.statements.every((one) => one === last || ts.isVariableStatement(one) || ts.isExpressionStatement(one));
}

function executeTry(machine: Machine, node: ts.TryStatement, frame: Frame): void {
  const before = stateOf(frame);
  if (node.catchClause !== undefined) {
    frame.guarded++;
    frame.thrown.push([]);
  }
  machine.execute(node.tryBlock, frame);
  if (node.catchClause !== undefined) {
    frame.guarded--;
    const after = stateOf(frame);
    // The error may come anywhere in the block; what was learnt there may not hold.
    restore(frame, { env: joinStates({ ...after, dead: false }, before).env, facts: before.facts, dead: before.dead });
    const { variableDeclaration, block } = node.catchClause;
    const thrown = frame.thrown.pop() ?? [];
    if (variableDeclaration !== undefined) machine.bind(variableDeclaration.name, thrown.reduce(join, saysOfInput(node.tryBlock) ? nothing : caught(machine, variableDeclaration.name, frame)), frame);
    machine.execute(block, frame);
    restore(frame, joinStates(after, stateOf(frame)));
  }
  if (node.finallyBlock === undefined) return;
  const { dead } = frame;
  frame.dead = false;
  machine.execute(node.finallyBlock, frame);
  frame.dead ||= dead;
}

/** Reading what was sent, or its signature: an error says of nothing but that. */
const reading = /^(?:(?:JSON\.)parse|decodeURI(?:Component)?|atob|Buffer\.from|URL|(?:\w+\.)*webhooks\.constructEvent(?:Async)?|(?:\w+\.)*headers\.get|(?:\w+\.)*req(?:uest)?\.(?:json|text|get|header))$/;

function saysOfInput(block: ts.Block): boolean {
  const calls: string[] = [];
  walk(block, (node) => {
    if (ts.isFunctionLike(node)) return false;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) calls.push(referencePath(bare(node.expression))?.join('.') ?? '');
    if (ts.isThrowStatement(node)) calls.push('throw');
    return undefined;
  });
  return calls.length > 0 && calls.every((name) => reading.test(name) || /(?:^|\.)toString$/.test(name));
}

/** An error that was caught: what it says is for the log, not for the caller. */
export function caught(machine: Machine, at: ts.Node, frame: Frame): Value {
  const location = placeOf(at, frame);
  const label = ts.isIdentifier(at) ? at.text : 'the error';
  return tainted([taintOf({ id: `error ${location.uri} ${String(location.span.start)}`, kind: 'error', label, shape: undefined, location }, start(location, machine.models.phrases.get('error') ?? 'is a caught error'))]);
}

function executeSwitch(machine: Machine, node: ts.SwitchStatement, frame: Frame): void {
  const subject = machine.evaluate(node.expression, frame);
  const before = stateOf(frame);
  const exits: State[] = [];
  let falling: State = { ...before, dead: true };
  let exhausted = false;
  frame.exits.push(exits);
  for (const clause of node.caseBlock.clauses) {
    restore(frame, before);
    if (ts.isDefaultClause(clause)) exhausted = true;
    else {
      const tested = machine.evaluate(clause.expression, frame);
      // `switch (true)` tests conditions; otherwise the subject equals what is no data of the sender.
      if (subject.taints.length === 0) learn(frame, proofOf(tested)?.ifTrue);
      else if (!tested.deep) learn(frame, factsAbout(subject, { clean: -1, validated: true }));
    }
    if (!falling.dead) restore(frame, joinStates(falling, stateOf(frame)));
    for (const statement of clause.statements) {
      if (frame.dead) break;
      machine.execute(statement, frame);
    }
    falling = stateOf(frame);
  }
  frame.exits.pop();
  const ends = exhausted ? [...exits, falling] : [...exits, falling, before];
  restore(frame, ends.reduce(joinStates, { ...before, dead: true }));
}
