/** Gives a stack's blocks their way to write a change. Knows where documents come from, not how they are written. */
import { isJson, parseDocument } from '../../syntax/document';
import { isScript } from '../../syntax/script';
import type { Deployment } from '../deployment';
import type { Reading } from '../dialect';
import { sectionsOf, type Block } from './sections';
import type { Editable } from './edits';
import { writeChange } from './write';

/** Undefined is answered for whatever stands outside the blocks and the files they include. `whole`: of the dialect, where there is more than its blocks. */
export function resourceWriter(blocks: readonly Block[], reading: Reading, model: Pick<Deployment, 'resources' | 'functions' | 'grants'>, whole?: Deployment['write']): Deployment['write'] {
  const sections = sectionsOf(blocks);
  const document = (uri: string): Editable | undefined => {
    const block = blocks.find((one) => one.file.uri === uri);
    const file = block?.file ?? reading.file(uri);
    if (file === undefined || file.omitted !== undefined) return undefined;
    const script = isScript(file.uri);
    const tree = block?.sections ?? (script ? undefined : parseDocument(file).tree);
    return tree === undefined ? undefined : { file, text: file.text, json: script || isJson(file), script, tree };
  };
  const write: Deployment['write'] = (change) => writeChange(change, { ...model, document, sections, write: whole ?? write });
  return write;
}
