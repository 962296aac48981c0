/** Tells scripts that run in the browser of whoever reads a page. Knows no rule. */
import { dependenciesOf, nearestPackage } from '../../code/modules';
import type { Facts } from '../../facts/facts';
import { entriesThrough } from '../../facts/lookup';
import { folderOf } from '../../text/uri';

/** What such a script holds is its reader's own; who decides by it asks a server. */
export function runsInPages(uri: string, facts: Facts): boolean {
  return drawsPages(facts.snapshot.file(uri)?.text ?? '', uri) || (entriesThrough(uri, facts).length === 0 && ofPages(folderOf(uri), facts));
}

function drawsPages(text: string, uri: string): boolean {
  return /from ['"](?:react|react-dom|vue|svelte|@angular\/core|next\/navigation|react-native)['"]|\b(?:localStorage|sessionStorage)\b|\bwindow\.(?:alert|location|addEventListener|open)\b|\bdocument\.(?:getElementById|querySelector|createElement|addEventListener)\b/.test(text) || /\.(?:vue|svelte)$/.test(uri);
}

const drawing = ['react-dom', 'react-native', 'vue', 'svelte', '@angular/core', 'solid-js', 'preact'];

/** The package that the folder belongs to draws pages; of what nothing that is deployed runs, that is the rest of it. */
function ofPages(folder: string, facts: Facts): boolean {
  return facts.derived('is of pages', folder, ({ snapshot }) => {
    const file = nearestPackage(snapshot, folder);
    const dependencies = file === undefined ? undefined : dependenciesOf(snapshot, file);
    return dependencies !== undefined && drawing.some((name) => dependencies.has(name));
  });
}
