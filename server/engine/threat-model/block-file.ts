/**
 * A YAML text of sections that hold blocks that hold fields, changed line by line so that all else stays. Knows the shape only,
 * not what blocks mean.
 */
import type { Problem } from '../finding';
import { entryOf, type DataEntry, type DataMap, type DataNode } from '../syntax/data';
import { parseYaml } from '../syntax/yaml';
import { compareKeys, scalarText } from './yaml-text';

/** Undefined takes the field away. */
export type Field = readonly [name: string, value: string | readonly string[] | undefined];

export class BlockFile {
  /** Set once a change could not be made safely; later changes are then left out too. */
  problem: Problem | undefined;
  private readonly lines: string[];
  private parsed: { readonly text: string; readonly tree: DataMap | undefined } | undefined;
  private readonly lineBreak: string;

  /** `sections` in the order in which they stand in the file. */
  constructor(private readonly uri: string, text: string, private readonly sections: readonly string[]) {
    this.lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
    this.lines = text.split(/\r\n|\r|\n/);
    if (this.lines.at(-1) === '') this.lines.pop();
    this.tree();
  }

  get text(): string {
    return this.lines.length === 0 ? '' : this.lines.join(this.lineBreak) + this.lineBreak;
  }

  keys(section: string): readonly string[] {
    return this.entries(section).map((entry) => entry.key);
  }

  has(section: string, key: string): boolean {
    return this.keys(section).includes(key);
  }

  /** Sets fields of a block, in the order given where they are new; fields that are not named stay. */
  set(section: string, key: string, fields: readonly Field[]): void {
    if (!this.ready(section)) return;
    if (!this.has(section, key)) this.insert(section, key, [`${this.indent(section)}${scalarText(key, '')}:`]);
    for (const [index, [name, value]] of fields.entries()) {
      if (this.problem !== undefined) return;
      this.setField(section, key, name, value, fields.slice(0, index).map(([before]) => before));
    }
  }

  /** Takes a block away, with the comments right above it. */
  remove(section: string, key: string): void {
    this.cut(section, key);
  }

  /** Moves a block; where the goal has one of that name already, it gets a number. */
  move(from: string, to: string, key: string, fields: Readonly<Record<string, string | undefined>>): void {
    if (!this.has(from, key) || !this.ready(to)) return;
    let name = key;
    for (let count = 2; this.has(to, name); count++) name = `${key} (${count})`;
    const fromIndent = this.indent(from);
    const block = this.cut(from, key);
    if (block.length === 0) return;
    const toIndent = this.indent(to);
    const moved = block.map((line) => (line.startsWith(fromIndent) ? toIndent + line.slice(fromIndent.length) : line));
    const at = block.findIndex((line) => !/^\s*(#|$)/.test(line));
    if (name !== key) moved[at] = (moved[at] ?? '').replace(/^(\s*).*?:(\s|$)/, (_, space: string, end: string) => `${space}${scalarText(name, '')}:${end}`);
    this.insert(to, name, moved);
    for (const [field, value] of Object.entries(fields)) this.setField(to, name, field, value, []);
  }

  /** The block's lines, taken out. */
  private cut(section: string, key: string): string[] {
    const entry = this.entries(section).find((one) => one.key === key);
    if (entry === undefined || !this.ready(section)) return [];
    const first = this.withComments(this.lineOf(entry.keySpan.start));
    return this.lines.splice(first, this.lastLine(entry) + 1 - first);
  }

  private insert(section: string, key: string, block: readonly string[]): void {
    const entries = this.entries(section);
    const next = entries.find((entry) => compareKeys(entry.key, key) > 0);
    const last = entries.at(-1);
    const line = next !== undefined ? this.withComments(this.lineOf(next.keySpan.start)) : last !== undefined ? this.lastLine(last) + 1 : this.sectionLine(section) + 1;
    this.lines.splice(line, 0, ...block);
  }

  private setField(section: string, key: string, name: string, value: Field[1], before: readonly string[]): void {
    const entry = this.entries(section).find((one) => one.key === key);
    if (entry === undefined) return;
    const block = entry.value;
    if (block.flow === true || block.kind === 'list' || (block.kind === 'scalar' && block.value !== null)) {
      this.fail(block);
      return;
    }
    const fields = block.kind === 'map' ? block.entries : [];
    const indent = this.fieldIndent(fields[0] ?? this.anyField(section)) ?? `${this.leadingSpace(this.lineOf(entry.keySpan.start)) ?? ''}  `;
    const written = value === undefined ? [] : `${indent}${name}: ${typeof value === 'string' ? scalarText(value, `${indent}  `) : `[${value.map((one) => scalarText(one, '')).join(', ')}]`}`.split('\n');
    const existing = fields.findLast((field) => field.key === name);
    if (existing !== undefined) {
      const first = this.lineOf(existing.keySpan.start);
      const last = this.lastLine(existing);
      if (this.sameValue(existing.value, value)) return;
      this.lines.splice(first, last + 1 - first, ...withRemark(written, this.lines[first] ?? '', existing, last > first));
    } else if (written.length > 0) {
      const previous = fields.findLast((field) => before.includes(field.key));
      this.lines.splice((previous === undefined ? this.lineOf(entry.keySpan.start) : this.lastLine(previous)) + 1, 0, ...written);
    }
  }

  private sameValue(node: DataNode, value: Field[1]): boolean {
    if (value === undefined) return false;
    if (typeof value === 'string') return node.kind === 'scalar' && node.value !== null && String(node.value).trim() === value;
    return node.kind === 'list' && node.items.length === value.length && node.items.every((item, index) => item.kind === 'scalar' && item.value === value[index]);
  }

  /** Sees to it that the section is there, in its order, and can hold blocks. */
  private ready(section: string): boolean {
    const tree = this.tree();
    if (this.problem !== undefined) return false;
    const entry = entryOf(tree, section);
    if (entry === undefined) {
      const later = this.sections.slice(this.sections.indexOf(section) + 1);
      const next = tree?.entries.find((one) => later.includes(one.key));
      if (next === undefined) this.lines.push(`${section}:`);
      else this.lines.splice(this.withComments(this.lineOf(next.keySpan.start)), 0, `${section}:`);
      return true;
    }
    const { value } = entry;
    if (value.kind === 'map' && value.entries.length === 0 && value.flow === true) {
      const line = this.lineOf(entry.keySpan.start);
      this.lines[line] = (this.lines[line] ?? '').replace(/\{\s*\}/, '').trimEnd();
      return true;
    }
    if ((value.kind === 'map' && value.flow !== true) || (value.kind === 'scalar' && value.value === null)) return true;
    this.fail(value);
    return false;
  }

  private entries(section: string): readonly DataEntry[] {
    const value = entryOf(this.tree(), section)?.value;
    return value?.kind === 'map' && value.flow !== true ? value.entries : [];
  }

  private sectionLine(section: string): number {
    const entry = entryOf(this.tree(), section);
    return entry === undefined ? this.lines.length - 1 : this.lineOf(entry.keySpan.start);
  }

  private indent(section: string): string {
    const first = this.entries(section)[0];
    return this.leadingSpace(first === undefined ? -1 : this.lineOf(first.keySpan.start)) ?? '  ';
  }

  private fieldIndent(field: DataEntry | undefined): string | undefined {
    return field === undefined ? undefined : this.leadingSpace(this.lineOf(field.keySpan.start));
  }

  /** A field of another block, whose layout a new block follows. */
  private anyField(section: string): DataEntry | undefined {
    return this.entries(section).flatMap(({ value }) => (value.kind === 'map' && value.flow !== true ? value.entries : []))[0];
  }

  private leadingSpace(line: number): string | undefined {
    return /^ */.exec(this.lines[line] ?? '')?.[0] || undefined;
  }

  /** Offsets of the tree are into the lines joined by `\n`. */
  private lineOf(offset: number): number {
    let rest = offset;
    for (const [line, text] of this.lines.entries()) {
      if (rest <= text.length) return line;
      rest -= text.length + 1;
    }
    return this.lines.length - 1;
  }

  private lastLine(entry: DataEntry): number {
    return this.lineOf(Math.max(entry.keySpan.end, entry.value.span.end));
  }

  /** The first line of the comments that stand right above a line. */
  private withComments(line: number): number {
    let first = line;
    const space = this.leadingSpace(line) ?? '';
    while (first > 0 && (this.lines[first - 1] ?? '').startsWith(`${space}#`)) first--;
    // The file's own heading stays where it is.
    return first === 0 ? line : first;
  }

  /** Of the lines as they are now. */
  private tree(): DataMap | undefined {
    const text = this.lines.join('\n');
    if (this.parsed?.text !== text) this.parsed = { text, tree: this.parse(text) };
    return this.parsed.tree;
  }

  private parse(text: string): DataMap | undefined {
    const { tree, problems } = parseYaml({ uri: this.uri, text });
    const [problem] = problems;
    if (problem !== undefined) this.problem ??= { ...problem, message: `Answers cannot be written before this is put right: ${problem.message}` };
    else if (tree !== undefined && (tree.kind !== 'map' || tree.flow === true)) this.fail(tree);
    return tree?.kind === 'map' ? tree : undefined;
  }

  private fail(node: DataNode): void {
    this.problem ??= { location: { uri: this.uri, span: node.span }, severity: 'warning', code: 'threat-model', message: 'Answers cannot be written here: this is expected to be a block of `key: value` lines.' };
  }
}

/** Keeps a remark at the end of a line that was replaced by another line. */
function withRemark(written: readonly string[], line: string, entry: DataEntry, wasLong: boolean): readonly string[] {
  const [first] = written;
  if (first === undefined || written.length > 1 || wasLong || entry.value.kind !== 'scalar') return written;
  const remark = /\s#[^'"]*$/.exec(line)?.[0];
  return remark === undefined ? written : [`${first} ${remark.trim()}`];
}
