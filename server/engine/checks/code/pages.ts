/** Tells scripts that draw pages: they run in the browser of whoever reads them. Knows no rule. */

/** What such a script holds is its reader's own; who decides by it asks a server. */
export function drawsPages(text: string, uri: string): boolean {
  return /from ['"](?:react|react-dom|vue|svelte|@angular\/core|next\/navigation|react-native)['"]|\b(?:localStorage|sessionStorage)\b/.test(text) || /\.(?:vue|svelte)$/.test(uri);
}
