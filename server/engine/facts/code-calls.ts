/**
 * What calls in code mean: which package's export is called, which literals and options it is given. The one place for rules over calls; it follows
 * names, members, classes and imports of the workspace, but no data. Knows no rule.
 *
 *     const code = codeFacts(facts);
 *     for (const uri of code.mentioning(['axios'])) {                                 // a cheap look at the text
 *       for (const call of code.calls(uri, ['get', 'axios'])) {                       // by the last word of what is called
 *         const target = code.target(call);                                           // { module: 'axios', path: ['get'] }
 *         const timeout = code.option(call, '1.timeout');                             // given, absent, or not known
 *         const host = code.texts({ node: call.node.arguments[0], scope: call.scope }); // literals that it may be
 */
import { Modules, worldOf } from '../code/modules';
import { outlineOf } from '../code/outline';
import { surfaceOf } from '../code/surface';
import { bareModule, isItself, requiredModule, unimportedModule } from '../syntax/imports';
import { tooComplex } from '../syntax/limits';
import { spanOf, ts, unwrapped, type Script } from '../syntax/script';
import { isFunctionValue, memberName, referencePath } from '../syntax/names';
import type { Problem } from '../finding';
import type { Memo } from '../memo';
import type { Snapshot } from '../snapshot';
import { Words } from '../text/words';
import type { SourceFile } from '../workspace';
import type { Facts } from './facts';
import { readingOf, type Call, type Callable, type Giving, type Place, type Reading, type Scope } from '../code/scopes';

export type { Call, Callable, Place, Reading, Scope, Seen } from '../code/scopes';

/** An export of a package: `node:` and `default` are left out, calls on the way too – `new Pool().query` is `pg`, ['Pool', 'query']. Globals have the module `global`. */
export interface Target {
  readonly module: string;
  readonly path: readonly string[];
}

export type Literal = string | number | boolean | null;

/** A constant and the expression that it is written as. */
export interface Constant {
  readonly value: Literal;
  readonly at: Place;
}

/** What an option of a call is. */
export type Option =
  /** Written out: all that it may be, followed to where it stands. `at` is what the option itself is given. */
  | { readonly kind: 'given'; readonly at: Place; readonly values: readonly Place[] }
  /** The call's arguments are all known, and it is not among them. */
  | { readonly kind: 'absent' }
  /** A variable or a call gives the options, or part of them. */
  | { readonly kind: 'unknown' };

interface Answered<A> {
  readonly answer: A;
  /** A bound was met on the way. */
  readonly isOver: boolean;
}

/** What a script's top level has by a name. */
type AtTop = 'names' | 'members' | 'own';

/** What an answer hangs on that is kept with a node: the node may stay where what stands around it is another. */
interface Ground {
  readonly files: Map<string, SourceFile | undefined>;
  /** What names and members of its script's top level are given. */
  readonly atTop: Readonly<Record<AtTop, Map<string, unknown>>>;
}

interface Kept extends Ground {
  readonly answered: Answered<Target | undefined>;
  readonly modules: Modules;
}

/** Names that stand for names: nobody writes so many in a row. */
export const mostHops = 40;
/** Names that are given something many times, from one another, lead to more ways than anybody waits for. */
const mostSteps = 2000;
/** Which bound was met is of no use to anybody: the way out is the same. */
const tooMuch = 'what this stands for leads through too many names to be followed, so rules about calls and options may be silent here; name it closer to where it is used';

const keywords: ReadonlyMap<ts.SyntaxKind, Literal> = new Map<ts.SyntaxKind, Literal>([[ts.SyntaxKind.TrueKeyword, true], [ts.SyntaxKind.FalseKeyword, false], [ts.SyntaxKind.NullKeyword, null]]);

export class CodeFacts {
  /** Of the question that is being answered: every one gets the same, whatever was asked before. */
  private steps = 0;
  private isOver = false;
  /** What is being followed, by what is asked of it: what leads back to itself says nothing more. */
  private readonly running = new Map<string, Set<unknown>>();
  /** Of the answer that is worked out to be kept. */
  private ground: (Ground & { readonly top: Scope }) | undefined;
  private ofWorld: Modules | undefined;

  /** `overrun` is told where a bound was met; see `Facts.overrun` and `Facts.moment`. */
  constructor(private readonly snapshot: Snapshot, readonly scripts: readonly string[], private readonly overrun: (problem: Problem) => void, private readonly moment: object = {}) {}

  private get modules(): Modules {
    return (this.ofWorld ??= this.snapshot.memo.of('modules', worldOf(this.snapshot), () => new Modules(this.snapshot)));
  }

  get memo(): Memo {
    return this.snapshot.memo;
  }

  /** Scripts whose text has one of the words; see `Words`. */
  *mentioning(words: readonly string[]): Generator<string> {
    for (const uri of this.scripts) if (this.mentions(uri, words)) yield uri;
  }

  mentions(uri: string, words: readonly string[]): boolean {
    const file = this.snapshot.file(uri);
    if (file === undefined) return false;
    const own = this.snapshot.memo.of('words', file, ({ text }) => new Words(text));
    return words.some((word) => own.has(word));
  }

  /** Undefined where the script cannot be read. */
  reading(uri: string): Reading | undefined {
    this.read(uri);
    const script = this.snapshot.script(uri);
    return script === undefined ? undefined : readingOf(script, this.snapshot);
  }

  /** Calls and constructions whose callee's last word is one of these, in the order of the text. */
  calls(uri: string, words: Iterable<string>): readonly Call[] {
    const reading = this.reading(uri);
    if (reading === undefined) return [];
    const found: Call[] = [];
    for (const word of new Set(words)) for (const call of reading.calls.get(word) ?? []) found.push(call);
    return found.sort((a, b) => a.node.pos - b.node.pos);
  }

  /** What is called; undefined where it is nothing of a package. */
  target({ node, scope }: Place<ts.CallExpression | ts.NewExpression>): Target | undefined {
    const called = { node: unwrapped(node.expression), scope };
    if (!ts.isIdentifier(called.node)) return this.remembered(called, node);
    const givings = this.givingsOf(called.node, scope) ?? [];
    // An import stands for the same wherever it is called. What is declared here as a function, or not at all, takes no looking up.
    const [first] = givings;
    if (first?.kind === 'import') return this.remembered(called, first);
    return givings.some(({ kind }) => kind === 'value') ? this.remembered(called, node) : this.meaning(called);
  }

  private remembered(place: Place, key: object): Target | undefined {
    const { script } = place.scope;
    const now = this.snapshot.memo.of<Script, { moment: object; answers: Map<object, Kept> }>('targets', script, () => ({ moment: this.moment, answers: new Map() }));
    if (now.moment !== this.moment) Object.assign(now, { moment: this.moment, answers: new Map<object, Kept>() });
    let kept = now.answers.get(key);
    if (kept === undefined) {
      const last = this.snapshot.memo.of<object, { kept: Kept | undefined }>('target', key, () => ({ kept: undefined }));
      last.kept = kept = last.kept !== undefined && this.holds(last.kept, script) ? last.kept : this.derived(place);
      now.answers.set(key, kept);
    }
    // Whoever asks rests on all that too.
    if (kept.modules === this.modules) for (const uri of kept.files.keys()) this.snapshot.file(uri);
    return this.told(place, kept.answered);
  }

  private holds({ modules, files, atTop }: Kept, script: Script): boolean {
    if (modules !== this.modules) return false;
    for (const [uri, file] of files) if (this.snapshot.file(uri) !== file) return false;
    const { top } = readingOf(script, this.snapshot);
    for (const kind of ['names', 'members', 'own'] as const) for (const [name, given] of atTop[kind]) if (top[kind].get(name) !== given) return false;
    return true;
  }

  private derived(place: Place): Kept {
    const { top } = readingOf(place.scope.script, this.snapshot);
    const ground = (this.ground = { top, files: new Map<string, SourceFile | undefined>(), atTop: { names: new Map(), members: new Map(), own: new Map() } });
    const answered = this.asked(() => this.meant(place, 0));
    this.ground = undefined;
    return { answered, modules: this.modules, files: ground.files, atTop: ground.atTop };
  }

  private read(uri: string): void {
    const file = this.snapshot.file(uri);
    this.ground?.files.set(uri, file);
  }

  /** The export that an expression stands for, or follows from: `createHash('md5').update` is `crypto`, ['createHash', 'update']. */
  meaning(place: Place): Target | undefined {
    return this.told(place, this.asked(() => this.meant(place, 0)));
  }

  /**
   * All that an expression may be, as far as it is written: names, members, conditions and imports are followed to literals, objects, functions and calls.
   * What cannot be followed stands for itself. Never empty.
   */
  values(place: Place): readonly Place[] {
    return this.told(place, this.asked(() => this.valued(place, 0)));
  }

  /** What a property of an object is given; undefined where all of the object is known and it has none. */
  property(object: Place, word: string): readonly Place[] | 'unknown' | undefined {
    return this.told(object, this.asked(() => this.given(object, word, 0)));
  }

  /** Tells that a question about the place met its bound. Always false: nothing is said of it then. */
  isTooMuch(place: Place): false {
    this.told(place, { answer: undefined, isOver: true });
    return false;
  }

  private asked<A>(answer: () => A): Answered<A> {
    this.steps = 0;
    this.isOver = false;
    this.running.clear();
    return { answer: answer(), isOver: this.isOver };
  }

  private told<A>({ node, scope }: Place, { answer, isOver }: Answered<A>): A {
    if (isOver) this.overrun(tooComplex({ uri: scope.script.fileName, span: spanOf(node, scope.script) }, tooMuch));
    return answer;
  }

  /** What `follow` gives; `otherwise` where that is being asked already, or where a bound is met. */
  private once<A>(question: string, about: unknown, depth: number, otherwise: A, follow: () => A): A {
    if (depth > mostHops || ++this.steps > mostSteps) {
      this.isOver = true;
      return otherwise;
    }
    let running = this.running.get(question);
    if (running === undefined) this.running.set(question, (running = new Set()));
    if (running.has(about)) return otherwise;
    running.add(about);
    const answer = follow();
    running.delete(about);
    return answer;
  }

  private meant(place: Place, depth: number): Target | undefined {
    const node = unwrapped(place.node);
    return this.once('meaning', node, depth, undefined, () => this.meantBy(node, place.scope, depth));
  }

  private meantBy(node: ts.Expression, scope: Scope, depth: number): Target | undefined {
    if (ts.isAwaitExpression(node)) return this.meant({ node: node.expression, scope }, depth);
    if (ts.isPropertyAccessExpression(node)) return this.member({ node: node.expression, scope }, node.name.text, depth);
    if (ts.isElementAccessExpression(node)) return ts.isStringLiteralLike(node.argumentExpression) ? this.member({ node: node.expression, scope }, node.argumentExpression.text, depth) : undefined;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const required = requiredModule(node);
      if (required !== undefined) return targetOf(required.module, required.name);
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments?.[0] !== undefined && ts.isStringLiteralLike(node.arguments[0])) return targetOf(bareModule(node.arguments[0].text), '*');
      return this.meant({ node: node.expression, scope }, depth);
    }
    if (!ts.isIdentifier(node)) return this.valued({ node, scope }, depth + 1).map((one) => (one.node === node ? undefined : this.meant(one, depth + 1))).find((one) => one !== undefined);
    const givings = this.givingsOf(node, scope);
    if (givings === undefined) {
      const module = unimportedModule(node.text);
      return module === undefined ? { module: 'global', path: [node.text] } : { module, path: [] };
    }
    for (const giving of givings) {
      if (giving.kind === 'import') return this.imported(giving.module, giving.name, scope.script.fileName, depth);
      if (giving.kind !== 'value') continue;
      let found = this.meant(giving, depth + 1);
      for (const word of giving.path) found = found === undefined ? undefined : { module: found.module, path: [...found.path, ...(word === 'default' ? [] : [word])] };
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private member(object: Place, word: string, depth: number): Target | undefined {
    const written = this.given(object, word, depth + 1);
    if (written !== undefined && written !== 'unknown') return written.map((one) => this.meant(one, depth + 1)).find((one) => one !== undefined);
    // However many calls stand in a row, they are one expression.
    const found = this.meant(object, depth);
    if (found === undefined || (found.module === 'global' && found.path.length > 2)) return undefined;
    return word === 'default' ? found : { module: found.module, path: [...found.path, word] };
  }

  /** What an import stands for: an export of a package, or what a file of the workspace exports by that name. */
  private imported(module: string, name: string, from: string, depth: number): Target | undefined {
    const uri = this.modules.resolve(module, from);
    const own = module.startsWith('.') ? undefined : targetOf(module, name);
    if (uri === undefined) return own;
    // A package whose source lies in the workspace is still called by its name.
    return this.exported(uri, name, depth + 1).map((one) => ('module' in one ? one : this.meant(one, depth + 1))).find((one) => one !== undefined) ?? own;
  }

  /** The expressions that a file of the workspace exports by a name; what it hands on from a package is a target. */
  private exported(uri: string, name: string, depth: number): readonly (Place | Target)[] {
    return this.once(`export ${name}`, uri, depth, [], () => this.exportedBy(uri, name, depth));
  }

  private exportedBy(uri: string, name: string, depth: number): readonly (Place | Target)[] {
    this.read(uri);
    const surface = surfaceOf(uri, this.snapshot);
    if (surface === undefined) return [];
    const handed = surface.exports.get(name) ?? (name === '*' ? surface.exports.get('module.exports') : undefined);
    if (handed !== undefined && handed !== 'here') return this.handedOn(handed.specifier, handed.imported, uri, depth);
    if (handed === undefined && (name === '*' || name === 'default')) return [];
    // Most modules only hand on, or have nothing of that name: their trees are not needed.
    if (handed === undefined && !surface.exports.has('module.exports')) return surface.stars.flatMap((specifier) => this.handedOn(specifier, name, uri, depth));
    const reading = this.reading(uri);
    if (reading === undefined) return [];
    const shape = outlineOf(reading.top.script, this.snapshot);
    const scope = reading.top;
    const one = shape.exports.get(name) ?? (name === '*' ? shape.exports.get('module.exports') : undefined);
    if (one?.kind === 'expression') return [{ node: one.node, scope }];
    if (one?.kind === 'local') {
      return (scope.names.get(one.name) ?? []).flatMap((giving): readonly (Place | Target)[] => {
        if (giving.kind === 'value') return this.parts(giving, giving.path, depth + 1);
        const target = giving.kind === 'import' ? this.imported(giving.module, giving.name, uri, depth + 1) : undefined;
        return target === undefined ? [] : [target];
      });
    }
    const whole = shape.exports.get('module.exports');
    if (whole?.kind === 'expression') return this.parts({ node: whole.node, scope }, [name], depth + 1);
    return shape.stars.flatMap((specifier) => this.handedOn(specifier, name, uri, depth));
  }

  private handedOn(specifier: string, name: string, from: string, depth: number): readonly (Place | Target)[] {
    const target = this.modules.resolve(specifier, from);
    if (target !== undefined) return this.exported(target, name, depth + 1);
    return specifier.startsWith('.') ? [] : [targetOf(bareModule(specifier), name)];
  }

  private valued({ node: written, scope }: Place, depth: number): readonly Place[] {
    const node = unwrapped(written);
    const self: readonly Place[] = [{ node, scope }];
    return this.once('values', node, depth, self, () => this.valuedBy(node, scope, self, depth));
  }

  private valuedBy(node: ts.Expression, scope: Scope, self: readonly Place[], depth: number): readonly Place[] {
    const follow = (inner: ts.Expression): readonly Place[] => this.valued({ node: inner, scope }, depth + 1);
    if (ts.isConditionalExpression(node)) return [...follow(node.whenTrue), ...follow(node.whenFalse)];
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.kind;
      if (operator === ts.SyntaxKind.BarBarToken || operator === ts.SyntaxKind.QuestionQuestionToken) return [...follow(node.left), ...follow(node.right)];
      return operator === ts.SyntaxKind.EqualsToken || operator === ts.SyntaxKind.CommaToken || operator === ts.SyntaxKind.AmpersandAmpersandToken ? follow(node.right) : self;
    }
    if (ts.isAwaitExpression(node)) return follow(node.expression);
    if (ts.isIdentifier(node)) {
      const found = (this.givingsOf(node, scope) ?? []).flatMap((giving): readonly Place[] => {
        if (giving.kind === 'value') return giving.node === node ? [] : giving.path.length === 0 ? this.valued(giving, depth + 1) : this.parts(giving, giving.path, depth + 1).flatMap((one) => this.valued(one, depth + 1));
        if (giving.kind === 'import') return this.valuesOfImport(giving, scope, depth);
        return self;
      });
      return found.length === 0 ? self : unique(found);
    }
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const word = ts.isPropertyAccessExpression(node) ? node.name.text : ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined;
      const found = word === undefined ? undefined : this.given({ node: node.expression, scope }, word, depth + 1);
      return found === undefined || found === 'unknown' || found.length === 0 ? self : unique(found.flatMap((one) => this.valued(one, depth + 1)));
    }
    if (ts.isCallExpression(node)) {
      const through = this.throughCall(node, scope, depth);
      return through.length === 0 ? self : through;
    }
    return self;
  }

  private valuesOfImport({ module, name }: Giving & { kind: 'import' }, scope: Scope, depth: number): readonly Place[] {
    const uri = this.modules.resolve(module, scope.script.fileName);
    if (uri === undefined) return [];
    return this.exported(uri, name, depth + 1).flatMap((one) => ('module' in one ? [] : this.valued(one, depth + 1)));
  }

  /** `Object.freeze(x)`, and calls of the script's own functions without arguments that give one thing back. */
  private throughCall(node: ts.CallExpression, scope: Scope, depth: number): readonly Place[] {
    const path = referencePath(node.expression);
    const [first] = node.arguments;
    if (path?.[0] === 'Object' && path[1] === 'freeze' && first !== undefined) return this.valued({ node: first, scope }, depth + 1);
    if (node.arguments.length > 0 || !ts.isIdentifier(node.expression)) return [];
    for (const giving of this.givingsOf(node.expression, scope) ?? []) {
      const callable = giving.kind === 'function' ? giving.node : giving.kind === 'value' ? asCallable(giving.node) : undefined;
      const seen = callable === undefined ? undefined : this.reading(scope.script.fileName)?.functions.get(callable);
      const given = callable === undefined ? undefined : returned(callable);
      if (given !== undefined && seen !== undefined) return this.valued({ node: given, scope: seen.scope }, depth + 1);
    }
    return [];
  }

  /**
   * What a name is given where it is used: the nearest declaration before (a script may declare one name twice), and what is assigned after that; in an inner
   * function all assignments count. Undefined where nothing in the script declares or assigns it.
   */
  private givingsOf(name: ts.Identifier, scope: Scope): readonly Giving[] | undefined {
    for (let current: Scope | undefined = scope; current !== undefined; current = current.outer) {
      const all = this.at('names', current, name.text);
      if (all === undefined) continue;
      if (all.length === 1 && all.every((giving) => giving.kind !== 'value' || giving.declared)) return all;
      const inner = scope.inside !== current.inside;
      const declared = all.filter((giving) => giving.kind !== 'value' || giving.declared);
      const before = declared.filter((giving) => giving.at < name.pos);
      const last = before.at(-1) ?? declared[0];
      const assigned = all.filter((giving) => giving.kind === 'value' && !giving.declared && (inner || (giving.at < name.pos && giving.at >= (last?.at ?? -1))));
      return last === undefined ? assigned : [last, ...assigned];
    }
    return undefined;
  }

  /** `options.name = value` for a variable `options`. */
  private assignedMembers(object: ts.Expression, scope: Scope, word: string): readonly Place[] {
    const path = referencePath(object);
    const [root, ...rest] = path ?? [];
    if (root === undefined) return [];
    for (let current: Scope | undefined = scope; current !== undefined; current = current.outer) {
      const found = this.at('members', current, root)?.filter((one) => one.path.length === rest.length + 1 && one.path.at(-1) === word && rest.every((name, i) => one.path[i] === name)) ?? [];
      if (found.length > 0 || this.at('names', current, root) !== undefined) return found;
    }
    return [];
  }

  private at<K extends AtTop>(kind: K, scope: Scope, name: string): ReturnType<Scope[K]['get']> {
    const given = scope[kind].get(name) as ReturnType<Scope[K]['get']>;
    // What stands further inside stays with the node; other scripts' tops do as their files do.
    const top = this.ground?.top;
    if (top !== undefined && (kind === 'own' ? scope.own === top.own : scope.outer === undefined && scope.script === top.script)) this.ground?.atTop[kind].set(name, given);
    return given;
  }

  private parts(place: Place, path: readonly string[], depth: number): readonly Place[] {
    let places: readonly Place[] = [place];
    for (const word of path) {
      places = places.flatMap((one) => {
        const found = this.given(one, word, depth + 1);
        return found === undefined || found === 'unknown' ? [] : found;
      });
    }
    return places;
  }

  private given({ node, scope }: Place, word: string, depth: number): readonly Place[] | 'unknown' | undefined {
    const inner = unwrapped(node);
    return this.once(`property ${word}`, inner, depth, 'unknown', () => this.givenIn(inner, word, scope, depth));
  }

  private givenIn(inner: ts.Expression, word: string, scope: Scope, depth: number): readonly Place[] | 'unknown' | undefined {
    if (inner.kind === ts.SyntaxKind.ThisKeyword) return this.at('own', scope, word) ?? 'unknown';
    const assigned = this.assignedMembers(inner, scope, word);
    if (ts.isIdentifier(inner) && this.givingsOf(inner, scope)?.some((giving) => giving.kind === 'import') === true) {
      const found = this.memberOfImport(inner, word, scope, depth);
      if (found.length > 0) return found;
    }
    const found: Place[] = [...assigned];
    let unknown = false;
    for (const one of this.valued({ node: inner, scope }, depth + 1)) {
      const here = this.inObject(one, word, depth + 1);
      if (here === 'unknown') unknown = true;
      else if (here !== undefined) found.push(...here);
    }
    if (found.length > 0) return found;
    return unknown ? 'unknown' : undefined;
  }

  private memberOfImport(name: ts.Identifier, word: string, scope: Scope, depth: number): readonly Place[] {
    return (this.givingsOf(name, scope) ?? []).flatMap((giving) => {
      if (giving.kind !== 'import' || (giving.name !== '*' && giving.name !== 'default')) return [];
      const uri = this.modules.resolve(giving.module, scope.script.fileName);
      if (uri === undefined) return [];
      return this.exported(uri, word, depth + 1).flatMap((one) => ('module' in one ? [] : [one]));
    });
  }

  private inObject(object: Place, word: string, depth: number): readonly Place[] | 'unknown' | undefined {
    const { node, scope } = object;
    if (ts.isObjectLiteralExpression(node)) {
      for (const property of [...node.properties].reverse()) {
        if (ts.isSpreadAssignment(property)) {
          const spread = this.given({ node: property.expression, scope }, word, depth + 1);
          if (spread !== undefined) return spread;
        } else if (ts.isComputedPropertyName(property.name) && !ts.isStringLiteralLike(property.name.expression)) return 'unknown';
        else if (ts.isComputedPropertyName(property.name) ? ts.isStringLiteralLike(property.name.expression) && property.name.expression.text === word : memberName(property.name) === word) {
          if (ts.isPropertyAssignment(property)) return [{ node: property.initializer, scope }];
          return ts.isShorthandPropertyAssignment(property) ? [{ node: property.name, scope }] : 'unknown';
        }
      }
      return undefined;
    }
    if (ts.isCallExpression(node) && referencePath(node.expression)?.join('.') === 'Object.assign') {
      for (const argument of [...node.arguments].reverse()) {
        if (ts.isSpreadElement(argument)) return 'unknown';
        const found = this.given({ node: argument, scope }, word, depth + 1);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    return isOther(node) ? undefined : 'unknown';
  }

  /** The option at `0.ssl.rejectUnauthorized`: an argument's number, then names. `*` for a number tries every argument that is an object, for a name every field. */
  option(call: Place<ts.CallExpression | ts.NewExpression>, way: string): Option {
    const [place = '', ...names] = way.split('.');
    const list = call.node.arguments ?? [];
    // What stands behind a spread has no number that is known.
    const spread = list.findIndex((argument) => ts.isSpreadElement(argument));
    if (place === '*') {
      const tried = (spread < 0 ? list : list.slice(0, spread)).map((argument) => this.optionOf({ node: argument, scope: call.scope }, names));
      return tried.find((one) => one.kind === 'given') ?? tried.find((one) => one.kind === 'unknown') ?? { kind: spread < 0 ? 'absent' : 'unknown' };
    }
    const index = Number(place);
    if (spread >= 0 && spread <= index) return { kind: 'unknown' };
    const argument = list[index];
    return argument === undefined ? { kind: 'absent' } : this.optionOf({ node: argument, scope: call.scope }, names);
  }

  private optionOf(argument: Place, names: readonly string[]): Option {
    let places: readonly Place[] = [argument];
    for (const name of names) {
      const next: Place[] = [];
      let unknown = false;
      for (const one of places) {
        const found = name === '*' ? this.fields(one) : this.property(one, name);
        if (found === 'unknown') unknown = true;
        else if (found !== undefined) next.push(...found);
      }
      if (next.length === 0) return { kind: unknown ? 'unknown' : 'absent' };
      places = next;
    }
    const [at] = places;
    return at === undefined ? { kind: 'absent' } : { kind: 'given', at, values: places.flatMap((one) => this.values(one)) };
  }

  /** What the fields of an object that is written out are given. */
  private fields(place: Place): readonly Place[] | 'unknown' {
    const objects = this.values(place).flatMap(({ node, scope }) => (ts.isObjectLiteralExpression(node) ? [{ node, scope }] : []));
    return objects.length === 0 ? 'unknown' : objects.flatMap(({ node, scope }) => node.properties.flatMap((one) => (ts.isPropertyAssignment(one) ? [{ node: one.initializer, scope }] : [])));
  }

  /** The constants among what an expression may be, with where each is written; arrays give those of their elements. */
  constants(place: Place, lists: readonly ts.Node[] = []): readonly Constant[] {
    return this.values(place).flatMap((one): readonly Constant[] => {
      const { node, scope } = one;
      // `rest = [rest, next]` is a list in itself.
      if (lists.includes(node)) return [];
      if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((element) => this.constants({ node: element, scope }, [...lists, node]));
      const value = this.folded(one, 0);
      return value === undefined ? [] : [{ value, at: one }];
    });
  }

  /** The one constant that an expression is. */
  private folded(place: Place, depth: number): Literal | undefined {
    const node = unwrapped(place.node);
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isNumericLiteral(node)) return Number(node.text.replaceAll('_', ''));
    if (keywords.has(node.kind)) return keywords.get(node.kind);
    if (depth > mostHops) {
      this.isTooMuch(place);
      return undefined;
    }
    const part = (inner: ts.Expression): Literal | undefined => {
      const all = this.values({ node: inner, scope: place.scope });
      return all.length === 1 && all[0] !== undefined ? this.folded(all[0], depth + 1) : undefined;
    };
    if (ts.isPrefixUnaryExpression(node)) {
      const value = part(node.operand);
      if (node.operator === ts.SyntaxKind.MinusToken) return typeof value === 'number' ? -value : undefined;
      return node.operator === ts.SyntaxKind.ExclamationToken && value !== undefined ? !value : undefined;
    }
    if (ts.isTemplateExpression(node)) {
      let text = node.head.text;
      for (const { expression, literal } of node.templateSpans) {
        const value = part(expression);
        if (value === undefined) return undefined;
        text += String(value) + literal.text;
      }
      return text;
    }
    return ts.isBinaryExpression(node) ? combined(node.operatorToken.kind, part(node.left), part(node.right)) : undefined;
  }

  texts(place: Place): readonly string[] {
    return this.constants(place).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  }
}

/** The facts of this analysis' code; what single scripts tell is remembered. */
export function codeFacts(facts: Facts): CodeFacts {
  return new CodeFacts(facts.snapshot, facts.scripts, (problem) => { facts.overrun(problem); }, facts.moment);
}

function unique(places: readonly Place[]): readonly Place[] {
  const seen = new Set<ts.Node>();
  return places.filter(({ node }) => !seen.has(node) && seen.add(node));
}

function targetOf(module: string, name: string): Target {
  return { module, path: isItself(module, name) ? [] : [name] };
}

function combined(operator: ts.SyntaxKind, left: Literal | undefined, right: Literal | undefined): Literal | undefined {
  if (left === undefined || right === undefined || left === null || right === null) return undefined;
  if (operator === ts.SyntaxKind.PlusToken && (typeof left === 'string' || typeof right === 'string')) return String(left) + String(right);
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (operator) {
    case ts.SyntaxKind.PlusToken: return left + right;
    case ts.SyntaxKind.MinusToken: return left - right;
    case ts.SyntaxKind.AsteriskToken: return left * right;
    case ts.SyntaxKind.SlashToken: return left / right;
    case ts.SyntaxKind.AsteriskAsteriskToken: return left ** right;
    case ts.SyntaxKind.LessThanLessThanToken: return left << right;
    default: return undefined;
  }
}

/** Surely no object with options: a literal, a function. */
function isOther(node: ts.Expression): boolean {
  return ts.isStringLiteralLike(node) || ts.isNumericLiteral(node) || isFunctionValue(node) || ts.isTemplateExpression(node)
    || keywords.has(node.kind) || (ts.isIdentifier(node) && node.text === 'undefined');
}

function asCallable(node: ts.Expression): Callable | undefined {
  const inner = unwrapped(node);
  return isFunctionValue(inner) ? inner : undefined;
}

/** What a function without parameters gives back, where its body is nothing else. */
function returned({ body, parameters }: Callable): ts.Expression | undefined {
  if (body === undefined || parameters.length > 0) return undefined;
  if (!ts.isBlock(body)) return body;
  const [only] = body.statements;
  return only !== undefined && body.statements.length === 1 && ts.isReturnStatement(only) ? only.expression : undefined;
}
