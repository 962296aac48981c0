/** Writes changes into CDK programs the way people write them. Knows no rule; says nothing where it is not sure. */
import { spanOf, ts, walk, type Script } from '../../syntax/script';
import type { FileEdit, TextEdit } from '../../text/edit';
import { folderOf, isWithin } from '../../text/uri';
import type { Change, Deployment, Plain } from '../deployment';
import type { ReferenceValue, Value } from '../value';
import { lineOf, type Lowering, type Owner } from './lowering';
import { grantingMethod } from './grants';
import { parsed, type Word } from './properties';
import type { Program } from './program';
import { hasIndexes } from './rights';
import { addProperty, callNamedAt, expressionAt, holderOf, nameOfMade, propertyNamed, quoted, removeItem, said, statementAt } from './source';
import type { Made } from './thing';
import { memberOfRuntime } from './vocabulary';

type Edits = readonly FileEdit[] | undefined;

export function writer(program: Program, lowering: Lowering, model: Omit<Deployment, 'write'>): Deployment['write'] {
  return (change) => new Writing(program, lowering, model).write(change);
}

class Writing {
  /** Imports that what is written needs, by file. */
  private readonly imports = new Map<string, readonly TextEdit[]>();

  constructor(private readonly program: Program, private readonly lowering: Lowering, private readonly model: Omit<Deployment, 'write'>) {}

  write(change: Change): Edits {
    return this.edits(change)?.map(({ uri, edits }) => ({ uri, edits: [...(this.imports.get(uri) ?? []), ...edits] }));
  }

  private edits(change: Change): Edits {
    switch (change.kind) {
      case 'replace': return this.replace(change.value, change.by);
      case 'remove': return this.remove(change.value);
      case 'entry': return this.entry(change.map.at, change.key, change.to);
      case 'set': return this.set(change.resource, change.path, change.to);
      case 'statement': return this.statement(change);
      case 'authorize': return this.authorize(change);
      case 'grant': return this.grant(change);
      case 'own-roles': return this.ownRoles(change);
      // Neither can the templates that a program makes.
      case 'secure': return undefined;
    }
  }

  private script(uri: string): Script | undefined {
    const home = folderOf(this.model.uri);
    // What comes out of a package is not the author's.
    return uri.includes('/node_modules/') && !isWithin(home, uri) ? undefined : this.program.script(uri);
  }

  /** Only what is written out where it is used: a value that stands elsewhere decides about more than this. */
  private replace({ at, ...value }: Value, by: Plain): Edits {
    const script = this.script(at.uri);
    const node = script === undefined ? undefined : expressionAt(script, at.span);
    if (script === undefined || node === undefined) return undefined;
    const granting = grantingCall(script, at.span);
    if (granting !== undefined) return this.regranted(granting, script, by);
    if (value.kind === 'scalar' && ts.isNewExpression(node) && isAccount(by)) return this.principal(script, at.uri, node);
    if (value.kind === 'scalar' && ts.isPropertyAccessExpression(node) && memberOfRuntime(String(value.value)) === node.name.text) return this.runtime(script, at.uri, node, by);
    const isLiteral = value.kind === 'scalar' && isLiteralOf(node, value.value);
    const text = isLiteral ? this.plain(by, script, at.span.start) : undefined;
    return text === undefined ? undefined : [{ uri: at.uri, edits: [{ span: at.span, newText: text }] }];
  }

  /** Narrower rights than a method such as `grantReadData` gives: by the construct's `grant` where it says just that, else by a statement. */
  private regranted({ call, receiver, grantee }: Granting, script: Script, by: Plain): Edits {
    const listed = by !== null && typeof by === 'object' && 'Statement' in by ? by['Statement'] : undefined;
    const [only, ...others] = listed !== undefined && isList(listed) ? listed : [];
    if (only === null || only === undefined || others.length > 0 || typeof only !== 'object' || !('Action' in only) || !('Resource' in only)) return undefined;
    const actions = isList(only['Action']) ? only['Action'] : [only['Action']];
    const resource = only['Resource'];
    const texts = actions.map((action) => quoted(typeof action === 'string' ? action : '', script));
    const uri = script.fileName;
    const span = spanOf(call, script);
    const narrower = isList(resource) || !actions.every(isText) ? undefined : this.byMethod(resource, actions, grantee, script, span.start);
    if (narrower?.startsWith(`${receiver}.`) === true) return [{ uri, edits: [{ span, newText: narrower }] }];
    const policy = said(script, 'aws-iam', 'PolicyStatement');
    const targets = (isList(resource) ? resource : [resource]).map((one) => this.plain(one, script, span.start));
    if (policy === undefined || targets.includes(undefined)) return undefined;
    return [{ uri, edits: [...policy.edits, { span, newText: `${grantee}.addToRolePolicy(new ${policy.text}({ actions: [${texts.join(', ')}], resources: [${targets.join(', ')}] }))` }] }];
  }

  /** `topic.grantPublish(fn)`, `table.grant(fn, 'dynamodb:GetItem')`; undefined where no method of the resource's construct allows just that. */
  private byMethod(resource: Plain, actions: readonly string[], grantee: string, script: Script, offset: number): string | undefined {
    const [id, on] = isReference(resource) ? [resource.resource, 'arn' as const] : [typeof resource === 'string' ? /^\$\{(\w+)\.Arn\}\/\*$/.exec(resource)?.[1] ?? '' : '', 'arn/{1}' as const];
    const made = this.lowering.owners.get(id)?.made;
    const known = this.model.resources.find((one) => one.id === id);
    const name = this.nameOf(id, script.fileName, offset);
    if (made === undefined || known === undefined || name === undefined || made.name.startsWith('Cfn') || (isReference(resource) && members[`${known.type} ${resource.attribute}`]?.endsWith('Arn') !== true)) return undefined;
    const { open, entries } = known.properties;
    // A table's methods and its `grant` are about its indexes too.
    if (open === true || hasIndexes(made)) return undefined;
    // What is encrypted with a key has its methods give rights on the key too; `grant` does not.
    const method = entries.some(({ key }) => isOwnEncryption.test(key)) ? undefined : grantingMethod(made.module, actions, on);
    if (method !== undefined) return `${name}.${method}(${grantee})`;
    return on === 'arn' && grantsAlone.test(known.type) ? `${name}.grant(${[grantee, ...actions.map((action) => quoted(action, script))].join(', ')})` : undefined;
  }

  private runtime(script: Script, uri: string, node: ts.PropertyAccessExpression, by: Plain): Edits {
    const member = typeof by === 'string' ? memberOfRuntime(by) : undefined;
    return member === undefined ? undefined : [{ uri, edits: [{ span: { start: node.name.getStart(script), end: node.name.end }, newText: member }] }];
  }

  /** `new AnyPrincipal()` becomes the account's own. */
  private principal(script: Script, uri: string, node: ts.NewExpression): Edits {
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    if (!/^(AnyPrincipal|StarPrincipal|Anyone)$/.test(name.getText(script))) return undefined;
    if (name !== node.expression) return [{ uri, edits: [{ span: spanOf(name, script), newText: 'AccountRootPrincipal' }] }];
    const account = said(script, 'aws-iam', 'AccountRootPrincipal');
    return account === undefined ? undefined : [{ uri, edits: [...account.edits, { span: spanOf(name, script), newText: account.text }] }];
  }

  private remove({ at }: Value): Edits {
    const script = this.script(at.uri);
    const granting = script === undefined ? undefined : grantingCall(script, at.span);
    if (granting !== undefined) return [{ uri: at.uri, edits: [{ span: { start: granting.statement.pos, end: granting.statement.end }, newText: '' }] }];
    const holder = script === undefined ? undefined : holderOf(script, at.span);
    if (script === undefined || holder === undefined) return undefined;
    const edit = this.without(script, holder, at.span);
    return edit === undefined ? undefined : [{ uri: at.uri, edits: [edit] }];
  }

  private without(script: Script, holder: ts.Node, span: { readonly start: number; readonly end: number }): TextEdit | undefined {
    if (ts.isPropertyAssignment(holder)) {
      const object = holderOf(script, spanOf(holder, script));
      return object !== undefined && ts.isObjectLiteralExpression(object) ? removeItem(script, object.properties, holder) : undefined;
    }
    if (ts.isArrayLiteralExpression(holder)) {
      const item = holder.elements.find((one) => one.getStart(script) === span.start);
      return item === undefined ? undefined : removeItem(script, holder.elements, item);
    }
    // The argument of `ManagedPolicy.fromAwsManagedPolicyName('…')`: what it makes goes.
    if (!ts.isCallExpression(holder) || !ts.isPropertyAccessExpression(holder.expression) || holder.expression.name.text !== 'fromAwsManagedPolicyName') return undefined;
    const outer = holderOf(script, spanOf(holder, script));
    if (outer !== undefined && ts.isArrayLiteralExpression(outer)) return removeItem(script, outer.elements, holder);
    if (outer === undefined || !ts.isCallExpression(outer) || !ts.isPropertyAccessExpression(outer.expression) || outer.expression.name.text !== 'addManagedPolicy') return undefined;
    const statement = statementAt(script, outer.getStart(script));
    return statement === undefined ? undefined : { span: { start: statement.pos, end: statement.end }, newText: '' };
  }

  /** An object whose keys are the map's own, such as an environment. */
  private entry(at: Value['at'], key: string, to: Plain): Edits {
    const script = this.script(at.uri);
    const node = script === undefined ? undefined : expressionAt(script, at.span);
    if (script === undefined || node === undefined) return undefined;
    if (key === 'Condition') return this.conditions(script, node, to);
    if (!ts.isObjectLiteralExpression(node)) return undefined;
    const name = key === 'NoEcho' ? 'noEcho' : key;
    const text = this.plain(to, script, at.span.start);
    return text === undefined ? undefined : [{ uri: at.uri, edits: [this.put(script, node, name, text)] }];
  }

  /** Of a statement that is an object, is made with one, or is written by a method for a service. */
  private conditions(script: Script, node: ts.Expression, to: Plain): Edits {
    const text = this.plain(to, script, node.getStart(script));
    if (text === undefined) return undefined;
    const uri = script.fileName;
    if (ts.isObjectLiteralExpression(node)) return [{ uri, edits: [this.put(script, node, 'Condition', text)] }];
    const [given] = (ts.isNewExpression(node) || ts.isCallExpression(node) ? node.arguments : undefined) ?? [];
    if (given === undefined) return undefined;
    if (ts.isNewExpression(node)) return ts.isObjectLiteralExpression(given) ? [{ uri, edits: [this.put(script, given, 'conditions', text)] }] : undefined;
    if (!ts.isNewExpression(given) || !/ServicePrincipal$/.test(given.expression.getText(script)) || given.arguments?.length !== 1) return undefined;
    const end = given.arguments.end;
    return [{ uri, edits: [{ span: { start: end, end }, newText: `, { conditions: ${text} }` }] }];
  }

  /** An option of a permission that a method gives. */
  private permission(id: string, path: readonly string[], to: Plain): Edits {
    const at = this.model.resources.find((one) => one.id === id)?.properties.at;
    const script = at === undefined ? undefined : this.script(at.uri);
    const node = at === undefined || script === undefined ? undefined : expressionAt(script, at.span);
    const options = node !== undefined && ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'addPermission' ? node.arguments[1] : undefined;
    const [name, ...rest] = path;
    if (at === undefined || script === undefined || options === undefined || !ts.isObjectLiteralExpression(options) || name === undefined || rest.length > 0) return undefined;
    const text = this.plain(to, script, at.span.start);
    return text === undefined ? undefined : [{ uri: at.uri, edits: [this.put(script, options, lowerFirst(name), text)] }];
  }

  private put(script: Script, object: ts.ObjectLiteralExpression, name: string, text: string): TextEdit {
    const known = propertyNamed(object, name);
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name, script);
    return known === undefined ? addProperty(script, object, `${key}: ${text}`) : { span: spanOf(known.initializer, script), newText: text };
  }

  private set(id: string, path: readonly string[], to: Plain): Edits {
    const owner = this.lowering.owners.get(id);
    if (owner === undefined) return this.permission(id, path, to);
    const { made } = owner;
    const script = this.script(made.at.uri);
    if (script === undefined) return undefined;
    const place = made.name.startsWith('Cfn') ? { name: path.map(lowerFirst), text: this.plain(to, script, made.at.span.start), edits: [] } : this.place(owner, path, to, script);
    return place?.text === undefined ? undefined : this.inOptions(script, made, [...owner.prefix, ...place.name], place.text, place.edits);
  }

  /** CDK's property for CloudFormation's, and the value in CDK's words. */
  private place({ made, prefix }: Owner, path: readonly string[], to: Plain, script: Script): { readonly name: readonly string[]; readonly text: string | undefined; readonly edits: readonly TextEdit[] } | undefined {
    const wanted = path.join('.');
    if (prefix.length > 0) return typeof to === 'boolean' ? { name: [lowerFirst(path.at(-1) ?? '')], text: String(to), edits: [] } : undefined;
    const words = (lineOf(made) ?? '').split(' ').slice(1).map(parsed);
    const word = words.find((one) => one.path === wanted) ?? words.find((one) => wanted.startsWith(`${one.path}.`) && one.turn === undefined);
    if (word === undefined) return undefined;
    const rest = wanted === word.path ? [] : [wanted.slice(word.path.length + 1)];
    const value = this.turned(word, to, script, made);
    return value === undefined ? undefined : { name: [word.name, ...rest], ...value };
  }

  private turned(word: Word, to: Plain, script: Script, made: Made): { readonly text: string; readonly edits: readonly TextEdit[] } | undefined {
    if (word.turn === 'seconds' && typeof to === 'number') {
      const duration = said(script, 'core', 'Duration');
      return duration === undefined ? undefined : { text: `${duration.text}.seconds(${String(to)})`, edits: duration.edits };
    }
    if (word.turn === 'retention' && typeof to === 'number') {
      const days = said(script, 'aws-logs', 'RetentionDays');
      const name = retentions[to];
      return days === undefined || name === undefined ? undefined : { text: `${days.text}.${name}`, edits: days.edits };
    }
    if (word.turn === 'versioning') return to === 'Enabled' ? { text: 'true', edits: [] } : undefined;
    if (word.path === 'TracingConfig.Mode') {
      const tracing = to === 'Active' ? said(script, 'aws-lambda', 'Tracing') : undefined;
      return tracing === undefined ? undefined : { text: `${tracing.text}.ACTIVE`, edits: tracing.edits };
    }
    if (word.turn === 'arn' && isReference(to)) {
      const target = this.nameOf(to.resource, made.at.uri, made.at.span.start);
      return target === undefined ? undefined : { text: target, edits: [] };
    }
    if (word.turn !== undefined || isEnumerated.test(word.path)) return undefined;
    const text = this.plain(to, script, made.at.span.start);
    return text === undefined ? undefined : { text, edits: [] };
  }

  /** Sets a property in the object that a construct or call is given, making what is missing on the way. */
  private inOptions(script: Script, made: Made, path: readonly string[], text: string, edits: readonly TextEdit[]): Edits {
    const node = expressionAt(script, made.at.span);
    if (node === undefined || (!ts.isNewExpression(node) && !ts.isCallExpression(node))) return undefined;
    const index = ts.isNewExpression(node) ? 2 : 0;
    const given = node.arguments?.[index];
    const [name, ...rest] = path;
    if (name === undefined) return undefined;
    const nested = (names: readonly string[], inner: string): string => names.reduceRight((within, one) => `{ ${one}: ${within} }`, inner);
    const done = (edit: TextEdit): Edits => [{ uri: made.at.uri, edits: [...edits, edit] }];
    if (given === undefined) {
      const last = node.arguments?.at(-1);
      if ((node.arguments?.length ?? 0) !== index) return undefined;
      const end = last?.end ?? node.end - 1;
      return done({ span: { start: end, end }, newText: `${last === undefined ? '' : ', '}${nested(path, text)}` });
    }
    let object: ts.Expression = given;
    for (const [depth, one] of path.entries()) {
      if (!ts.isObjectLiteralExpression(object) || object.properties.some((property) => ts.isSpreadAssignment(property) && depth === path.length - 1 && propertyNamed(object as ts.ObjectLiteralExpression, one) === undefined)) return undefined;
      const known = propertyNamed(object, one);
      if (object.properties.some((property) => ts.isShorthandPropertyAssignment(property) && property.name.text === one)) return undefined;
      if (known === undefined || depth === path.length - 1) return done(this.put(script, object, one, nested(rest.slice(depth), text)));
      object = known.initializer;
    }
    return undefined;
  }

  private statement({ grant, actions, resources }: Extract<Change, { kind: 'statement' }>): Edits {
    const script = this.script(grant.at.uri);
    const node = script === undefined ? undefined : expressionAt(script, grant.at.span);
    if (script === undefined || node === undefined) return undefined;
    const object = ts.isNewExpression(node) ? node.arguments?.[0] : node;
    if (object === undefined || !ts.isObjectLiteralExpression(object)) return undefined;
    const keys = ts.isNewExpression(node) ? (['actions', 'resources'] as const) : (['Action', 'Resource'] as const);
    const edits: TextEdit[] = [];
    for (const [key, items] of [[keys[0], actions], [keys[1], resources]] as const) {
      if (items === undefined) continue;
      const texts = items.map((item) => this.plain(item, script, grant.at.span.start));
      // Actions that are added by a call later on would stay.
      const known = propertyNamed(object, key);
      if (texts.includes(undefined) || known === undefined) return undefined;
      edits.push({ span: spanOf(known.initializer, script), newText: `[${texts.join(', ')}]` });
    }
    return edits.length === 0 ? undefined : [{ uri: grant.at.uri, edits }];
  }

  private authorize({ trigger }: Extract<Change, { kind: 'authorize' }>): Edits {
    const script = this.script(trigger.at.uri);
    const call = script === undefined ? undefined : callNamedAt(script, trigger.at.span);
    if (script === undefined || call === undefined || !ts.isPropertyAccessExpression(call.expression)) return undefined;
    const { uri } = trigger.at;
    const method = call.expression.name.text;
    if (trigger.kind === 'url' && method === 'addFunctionUrl') return this.signedUrl(script, uri, call);
    if (method === 'addMethod') {
      const iam = said(script, 'aws-apigateway', 'AuthorizationType');
      const options = call.arguments[2];
      if (iam === undefined) return undefined;
      const text = `${iam.text}.IAM`;
      if (options !== undefined && ts.isObjectLiteralExpression(options)) return propertyNamed(options, 'authorizer') === undefined ? [{ uri, edits: [...iam.edits, this.put(script, options, 'authorizationType', text)] }] : undefined;
      const last = call.arguments[1];
      return options !== undefined || last === undefined ? undefined : [{ uri, edits: [...iam.edits, { span: { start: last.end, end: last.end }, newText: `, { authorizationType: ${text} }` }] }];
    }
    const [options] = call.arguments;
    if (method !== 'addRoutes' || options === undefined || !ts.isObjectLiteralExpression(options)) return undefined;
    const authorizer = said(script, 'aws-apigatewayv2-authorizers', 'HttpIamAuthorizer');
    return authorizer === undefined ? undefined : [{ uri, edits: [...authorizer.edits, this.put(script, options, 'authorizer', `new ${authorizer.text}()`)] }];
  }

  private signedUrl(script: Script, uri: string, call: ts.CallExpression): Edits {
    const [options] = call.arguments;
    const known = options !== undefined && ts.isObjectLiteralExpression(options) ? propertyNamed(options, 'authType')?.initializer : undefined;
    if (known === undefined) return undefined;
    if (ts.isPropertyAccessExpression(known) && known.name.text === 'NONE') return [{ uri, edits: [{ span: spanOf(known.name, script), newText: 'AWS_IAM' }] }];
    const type = said(script, 'aws-lambda', 'FunctionUrlAuthType');
    return type === undefined ? undefined : [{ uri, edits: [...type.edits, { span: spanOf(known, script), newText: `${type.text}.AWS_IAM` }] }];
  }

  /** Right behind the function, by the name that it has there: by a method of the resource's construct where one says just that, else by a statement. */
  private grant({ function: name, actions, resources }: Extract<Change, { kind: 'grant' }>): Edits {
    const made = this.lowering.owners.get(name)?.made;
    const script = made === undefined ? undefined : this.script(made.at.uri);
    if (made === undefined || script === undefined) return undefined;
    const { uri, span } = made.at;
    const fn = nameOfMade(script, span);
    const statement = statementAt(script, span.start);
    if (fn === undefined || statement === undefined || !ts.isVariableStatement(statement) && !ts.isExpressionStatement(statement)) return undefined;
    const start = statement.getStart(script);
    const indent = script.text.slice(script.text.lastIndexOf('\n', start - 1) + 1, start);
    const pad = /^\s*/.exec(indent)?.[0] ?? '';
    const semicolon = script.text[statement.end - 1] === ';' ? ';' : '';
    const behind = (lines: readonly string[], edits: readonly TextEdit[]): Edits => [{ uri, edits: [...edits, { span: { start: statement.end, end: statement.end }, newText: lines.map((line) => `\n${pad}${line}`).join('') }] }];
    const calls = resources.map((resource) => this.byMethod(resource, actions, fn, script, span.end));
    if (calls.length > 0 && !calls.includes(undefined)) return behind(calls.map((call) => `${call ?? ''}${semicolon}`), []);
    const policy = said(script, 'aws-iam', 'PolicyStatement');
    const targets = resources.map((one) => this.plain(one, script, span.end));
    if (policy === undefined || targets.includes(undefined)) return undefined;
    return behind([
      `${fn}.addToRolePolicy(new ${policy.text}({`,
      `  actions: [${actions.map((action) => quoted(action, script)).join(', ')}],`,
      `  resources: [${targets.join(', ')}],`,
      `}))${semicolon}`,
    ], policy.edits);
  }

  /** A function that is given no role makes one, with what the platform needs. */
  private ownRoles({ roles }: Extract<Change, { kind: 'own-roles' }>): Edits {
    const edits: FileEdit[] = [];
    for (const { function: name, statements } of roles) {
      const made = this.lowering.owners.get(name)?.made;
      const script = made === undefined ? undefined : this.script(made.at.uri);
      const node = made === undefined || script === undefined ? undefined : expressionAt(script, made.at.span);
      const options = node !== undefined && ts.isNewExpression(node) ? node.arguments?.[2] : undefined;
      if (made === undefined || script === undefined || made.name.startsWith('Cfn') || options === undefined || !ts.isObjectLiteralExpression(options)) return undefined;
      const role = options.properties.find((property) => property.name !== undefined && 'text' in property.name && property.name.text === 'role');
      if (role === undefined || options.properties.some(ts.isSpreadAssignment)) return undefined;
      edits.push({ uri: made.at.uri, edits: [this.removeWhole(script, options, role)] });
      for (const statement of statements) {
        const granted = this.grant({ kind: 'grant', function: name, ...statement });
        if (granted === undefined) return undefined;
        edits.push(...granted);
      }
    }
    return edits;
  }

  private removeWhole(script: Script, options: ts.ObjectLiteralExpression, property: ts.ObjectLiteralElementLike): TextEdit {
    const edit = removeItem(script, options.properties, property);
    return options.properties.length > 1 || edit.newText !== '' ? edit : { span: spanOf(options, script), newText: '{}' };
  }

  /** Plain data as an expression that may stand at an offset; undefined where a construct has no name there. */
  private plain(plain: Plain, script: Script, offset: number): string | undefined {
    if (plain === null || typeof plain === 'number' || typeof plain === 'boolean') return String(plain);
    if (typeof plain === 'string') return plain.includes('${') ? this.substituted(plain, script, offset) : quoted(plain, script);
    if (isReference(plain)) return this.attributeText(plain.resource, plain.attribute, script, offset);
    const inner = (one: Plain): string | undefined => this.plain(one, script, offset);
    if (isList(plain)) {
      const items = plain.map(inner);
      return items.includes(undefined) ? undefined : `[${items.join(', ')}]`;
    }
    const entries = Object.entries(plain).map(([key, one]) => [key, inner(one)] as const);
    return entries.some(([, text]) => text === undefined) ? undefined : `{ ${entries.map(([key, text]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key, script)}: ${text ?? ''}`).join(', ')} }`;
  }

  /** `${Table.Arn}/index/*` as a template literal. */
  private substituted(text: string, script: Script, offset: number): string | undefined {
    const parts = text.split(/\$\{([\w.:]+)\}/).map((part, index) => {
      if (index % 2 === 0) return part.replace(/[`\\]/g, '\\$&');
      const [resource = '', ...attribute] = part.split('.');
      const expression = part.startsWith('AWS::') ? this.pseudo(part, script) : this.attributeText(resource, attribute.join('.') || 'Ref', script, offset);
      return expression === undefined ? undefined : `\${${expression}}`;
    });
    return parts.includes(undefined) ? undefined : `\`${parts.join('')}\``;
  }

  private pseudo(name: string, script: Script): string | undefined {
    const member = Object.hasOwn(pseudoMembers, name) ? pseudoMembers[name] : undefined;
    const aws = member === undefined ? undefined : said(script, 'core', 'Aws');
    if (aws === undefined || member === undefined) return undefined;
    this.imports.set(script.fileName, aws.edits);
    return `${aws.text}.${member}`;
  }

  private attributeText(id: string, attribute: string, script: Script, offset: number): string | undefined {
    if (id.startsWith('AWS::')) return this.pseudo(id, script);
    const name = this.nameOf(id, script.fileName, offset);
    const type = this.model.resources.find((one) => one.id === id)?.type ?? '';
    const member = members[`${type} ${attribute}`];
    const isPlain = this.lowering.owners.get(id)?.made.name.startsWith('Cfn') === true;
    if (name === undefined) return undefined;
    if (isPlain) return attribute === 'Ref' ? `${name}.ref` : `${name}.attr${attribute}`;
    return member === undefined ? undefined : `${name}.${member}`;
  }

  /** The name of a construct where it is already there: made before, in the same body or kept on the object. */
  private nameOf(id: string, uri: string, offset: number): string | undefined {
    const made = this.lowering.owners.get(id)?.made;
    const script = made?.at.uri === uri ? this.script(uri) : undefined;
    if (made === undefined || script === undefined || made.at.span.end > offset) return undefined;
    const name = nameOfMade(script, made.at.span);
    if (name === undefined || name.startsWith('this.')) return name;
    return blockOf(script, made.at.span.start).end >= offset ? name : undefined;
  }
}

/** `table.grantReadData(fn);` */
interface Granting {
  readonly statement: ts.Statement;
  readonly call: ts.CallExpression;
  readonly receiver: string;
  readonly grantee: string;
}

function grantingCall(script: Script, span: { readonly start: number; readonly end: number }): Granting | undefined {
  const statement = statementAt(script, span.start);
  const call = statement !== undefined && ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (statement === undefined || call === undefined || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression) || !/^grant[A-Z]/.test(call.expression.name.text)) return undefined;
  const [grantee] = call.arguments;
  const own = spanOf(call, script);
  return grantee === undefined || own.start > span.start || own.end < span.end ? undefined : { statement, call, receiver: call.expression.expression.getText(script), grantee: grantee.getText(script) };
}

/** The innermost block that holds an offset. */
function blockOf(script: Script, offset: number): { readonly end: number } {
  let found: { readonly end: number } = script;
  walk(script, (node) => {
    if (offset < node.pos || offset >= node.end) return false;
    if (ts.isBlock(node)) found = { end: node.end };
    return true;
  });
  return found;
}

const members: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket Arn': 'bucketArn', 'AWS::S3::Bucket Ref': 'bucketName', 'AWS::DynamoDB::Table Arn': 'tableArn', 'AWS::DynamoDB::Table Ref': 'tableName', 'AWS::DynamoDB::GlobalTable Arn': 'tableArn', 'AWS::DynamoDB::GlobalTable Ref': 'tableName',
  'AWS::SQS::Queue Arn': 'queueArn', 'AWS::SQS::Queue Ref': 'queueUrl', 'AWS::SNS::Topic Ref': 'topicArn', 'AWS::SNS::Topic TopicArn': 'topicArn', 'AWS::Lambda::Function Arn': 'functionArn', 'AWS::Lambda::Function Ref': 'functionName',
  'AWS::SecretsManager::Secret Ref': 'secretArn', 'AWS::Kinesis::Stream Arn': 'streamArn', 'AWS::KMS::Key Arn': 'keyArn', 'AWS::StepFunctions::StateMachine Ref': 'stateMachineArn', 'AWS::StepFunctions::StateMachine Arn': 'stateMachineArn', 'AWS::Events::EventBus Arn': 'eventBusArn', 'AWS::Logs::LogGroup Arn': 'logGroupArn',
  'AWS::IAM::Role Arn': 'roleArn', 'AWS::ECR::Repository Arn': 'repositoryArn',
};

/** Types whose constructs have a `grant` that is about their own ARN and nothing beside it. */
const grantsAlone = /^AWS::(?:DynamoDB::Table|SQS::Queue|Kinesis::Stream|KMS::Key|StepFunctions::StateMachine|ECR::Repository)$/;

/** Properties that name the key that a resource is encrypted with. */
const isOwnEncryption = /^(?:Kms(?:MasterKey|Key)\w*|\w*Encryption(?:Configuration)?|SSESpecification)$/;

const pseudoMembers: Readonly<Record<string, string>> = { 'AWS::AccountId': 'ACCOUNT_ID', 'AWS::Region': 'REGION', 'AWS::Partition': 'PARTITION' };

const retentions: Readonly<Record<number, string>> = { 7: 'ONE_WEEK', 14: 'TWO_WEEKS', 30: 'ONE_MONTH', 60: 'TWO_MONTHS', 90: 'THREE_MONTHS', 180: 'SIX_MONTHS', 365: 'ONE_YEAR' };

/** Properties that take a member of an enumeration, not a text. */
const isEnumerated = /^(Runtime|AccessControl|BillingMode|StateMachineType|LogGroupClass|KeySpec|KeyUsage|MfaConfiguration|ComparisonOperator|ImageTagMutability)$|StreamViewType|StreamMode/;

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

function isLiteralOf(node: ts.Expression, value: string | number | boolean | null): boolean {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text === value;
  if (ts.isNumericLiteral(node)) return Number(node.text) === value;
  return (node.kind === ts.SyntaxKind.TrueKeyword && value === true) || (node.kind === ts.SyntaxKind.FalseKeyword && value === false);
}

function isReference(plain: Plain): plain is ReferenceValue {
  return plain !== null && typeof plain === 'object' && 'kind' in plain && plain['kind'] === 'reference' && 'resource' in plain && 'via' in plain;
}

function isList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}

function isText(plain: Plain): plain is string {
  return typeof plain === 'string';
}

/** The account that the template is deployed to, alone or as `{ AWS: … }`. */
function isAccount(plain: Plain): boolean {
  if (isReference(plain)) return plain.resource === 'AWS::AccountId';
  return plain !== null && typeof plain === 'object' && !isList(plain) && 'AWS' in plain && isAccount(plain['AWS'] ?? null);
}
