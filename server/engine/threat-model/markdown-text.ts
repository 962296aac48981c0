/** Puts text that anybody may have written into Markdown and Mermaid so that it stays text: no markup, no links, no mentions, no new lines. */

/** Text without any markup; safe in a table cell too. */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    // An address would become a link.
    .replace(/:\/\//g, '&#58;//').replace(/\bwww\./gi, 'www&#46;')
    // Hosts of pull requests tell whoever is named after `@` and link what follows `#`, however the sign is written.
    .replace(/[@#](?=[\p{L}\p{N}])/gu, '$&<!-- -->');
}

/** Text as code; safe in a table cell too. */
export function code(text: string): string {
  const line = oneLine(text).replace(/`/g, 'ˋ').replace(/\|/g, '\\|');
  return line.trim() === '' ? '` `' : `\`${line}\``;
}

/** Text in which backticks mark code, as findings' messages are written. */
export function inline(text: string): string {
  const parts = oneLine(text).split('`');
  // An odd backtick at the end marks nothing.
  return parts.map((part, index) => (index % 2 === 1 && index < parts.length - 1 ? code(part) : index % 2 === 1 ? plain(`\`${part}`) : plain(part))).join('');
}

/** Text for a quoted label of a Mermaid diagram: everything but plain characters by its number. */
export function mermaidText(text: string): string {
  const line = oneLine(text);
  const shown = line.length > 60 ? `${Array.from(line.slice(0, 59)).join('')}…` : line;
  return shown.replace(/[^\p{L}\p{N} .,:/()*_…-]/gu, (character) => `#${character.codePointAt(0) ?? 32};`);
}

function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- they are what is taken out
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}
