/** Writes what Google Cloud does in its own way: secrets from Secret Manager, services that ask who calls. Sources: the references of gcloud and of Cloud Run's YAML. */
import { replaceNode } from '../../syntax/data-edit';
import type { FileEdit, TextEdit } from '../../text/edit';
import type { SourceFile } from '../../workspace';
import type { Change } from '../deployment';
import { edited, placeAt, storeName, type Edits, type PlainDocument } from '../plain-write';

/** `value: …` of a container's variable becomes `valueFrom`. */
export function boundSecret(change: Change, document: PlainDocument): Edits {
  const place = change.kind === 'from-store' ? placeAt(document, change.variable.value.at) : undefined;
  if (change.kind !== 'from-store' || place?.entry?.key !== 'value' || place.inFlow) return undefined;
  const { keySpan } = place.entry;
  return edited(document, [{ span: keySpan, newText: 'valueFrom' }, ...replaceNode(document, place.node, { secretKeyRef: { key: 'latest', name: storeName(change.variable.name) } })]);
}

/** Flags of a command in a build. */
export function commandChange(change: Change, file: SourceFile): readonly FileEdit[] | undefined {
  const edits = commandEdits(change, file.text);
  return edits === undefined ? undefined : [{ uri: file.uri, edits }];
}

function commandEdits(change: Change, text: string): readonly TextEdit[] | undefined {
  switch (change.kind) {
    case 'authorize': return inWord(change.trigger.route?.decidedAt.span, text, '--allow-unauthenticated', '--no-allow-unauthenticated');
    case 'replace': {
      const { value, by } = change;
      return value.kind !== 'scalar' || typeof by !== 'string' ? undefined : inWord(value.at.span, text, String(value.value), by);
    }
    case 'from-store': {
      const { name, value, at } = change.variable;
      const pair = value.kind === 'scalar' ? `${name}=${String(value.value)}` : undefined;
      const word = text.slice(at.span.start, at.span.end);
      const start = pair === undefined ? -1 : word.indexOf(pair);
      if (pair === undefined || start < 0) return undefined;
      const secret = `${name}=${storeName(name)}:latest`;
      const before = text.slice(0, at.span.start);
      const [alone] = /--(?:set|update)-env-vars[= ]$/.exec(before) ?? /--(?:set|update)-env-vars=/.exec(word) ?? [];
      // Only one variable: the flag is another one.
      if (alone !== undefined && word.replace(/^['"]|['"]$/g, '').replace(/^--\S*?=/, '') === pair) {
        const from = word.startsWith('--') || /^['"]--/.test(word) ? at.span.start : at.span.start - alone.length;
        return [{ span: { start: from, end: at.span.end }, newText: text.slice(from, at.span.end).replace(/--(?:set|update)-env-vars/, '--set-secrets').replace(pair, secret) }];
      }
      if (!/--(?:set|update)-env-vars=/.test(word)) return undefined;
      const rest = word.replace(`,${pair}`, '').replace(`${pair},`, '');
      const quote = /^['"]/.exec(word)?.[0] ?? '';
      const lead = /\n[ \t]*(?:- )?$/.exec(before)?.[0];
      const own = `${quote}--set-secrets=${secret}${quote}`;
      return rest === word ? undefined : [{ span: at.span, newText: `${rest}${lead === undefined ? ' ' : lead}${own}` }];
    }
    default: return undefined;
  }
}

function inWord(span: { readonly start: number; readonly end: number } | undefined, text: string, old: string, by: string): readonly TextEdit[] | undefined {
  const offset = span === undefined ? -1 : text.slice(span.start, span.end).indexOf(old);
  return span === undefined || offset < 0 ? undefined : [{ span: { start: span.start + offset, end: span.start + offset + old.length }, newText: by }];
}
