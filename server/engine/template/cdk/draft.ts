/** A resource while it is put together. Knows no names. */
import type { Location } from '../../text/span';
import type { Presence } from '../deployment';
import type { MapEntry, MapValue, Value } from '../value';

/** A map under construction, by paths; what is set first stays unless it is replaced whole. */
class Node {
  private readonly children = new Map<string, { readonly keyAt: Location; content: Value | Node }>();
  open = false;

  constructor(private readonly at: Location) {}

  set(path: readonly string[], keyAt: Location, value: Value): void {
    const [key, ...rest] = path;
    if (key === undefined) return;
    const known = this.children.get(key);
    if (rest.length === 0) this.children.set(key, { keyAt: known?.keyAt ?? keyAt, content: value });
    else this.below(key, keyAt, value.at).set(rest, keyAt, value);
  }

  append(path: readonly string[], keyAt: Location, item: Value): void {
    const [key, ...rest] = path;
    if (key === undefined) return;
    if (rest.length > 0) {
      this.below(key, keyAt, item.at).append(rest, keyAt, item);
      return;
    }
    const known = this.children.get(key)?.content;
    const list = known instanceof Node || known?.kind !== 'list' ? undefined : known;
    this.children.set(key, { keyAt: this.children.get(key)?.keyAt ?? keyAt, content: list === undefined ? { kind: 'list', items: [item], at: keyAt, via: [] } : { ...list, items: [...list.items, item] } });
  }

  has(path: readonly string[]): boolean {
    const [key = '', ...rest] = path;
    const content = this.children.get(key)?.content;
    return content !== undefined && (rest.length === 0 || (content instanceof Node && content.has(rest)));
  }

  remove(key: string): void {
    this.children.delete(key);
  }

  build(): MapValue {
    const entries = [...this.children].map(([key, { keyAt, content }]): MapEntry => ({ key, keyAt, value: content instanceof Node ? content.build() : content }));
    const map: MapValue = { kind: 'map', entries, at: this.at, via: [] };
    return this.open ? { ...map, open: true } : map;
  }

  private below(key: string, keyAt: Location, at: Location): Node {
    const known = this.children.get(key);
    if (known?.content instanceof Node) return known.content;
    const node = new Node(at);
    if (known?.content instanceof Object && !(known.content instanceof Node) && known.content.kind === 'map') {
      for (const entry of known.content.entries) node.set([entry.key], entry.keyAt, entry.value);
      node.open = known.content.open === true;
    }
    this.children.set(key, { keyAt: known?.keyAt ?? keyAt, content: node });
    return node;
  }
}

export class Draft {
  private readonly root: Node;

  constructor(readonly id: string, readonly type: string, readonly at: Location, readonly presence: Presence, propertiesAt: Location, readonly implicit = false) {
    this.root = new Node(propertiesAt);
  }

  /** Some properties are not known. */
  leaveOpen(): void {
    this.root.open = true;
  }

  set(path: string, keyAt: Location, value: Value): this {
    this.root.set(path.split('.'), keyAt, value);
    return this;
  }

  append(path: string, keyAt: Location, item: Value): this {
    this.root.append(path.split('.'), keyAt, item);
    return this;
  }

  has(path: string): boolean {
    return this.root.has(path.split('.'));
  }

  remove(key: string): void {
    this.root.remove(key);
  }

  properties(): MapValue {
    return this.root.build();
  }
}
