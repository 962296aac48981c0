/** Colours for a terminal, and text that cannot command one. */

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], blue: [34, 39], green: [32, 39], underline: [4, 24] } as const;

export type Paint = Readonly<Record<keyof typeof codes, (text: string) => string>>;

export function paintWith(colours: boolean): Paint {
  const brush = (name: keyof typeof codes) => (text: string): string => (colours ? `\u001b[${codes[name][0]}m${text}\u001b[${codes[name][1]}m` : text);
  return { bold: brush('bold'), dim: brush('dim'), red: brush('red'), yellow: brush('yellow'), blue: brush('blue'), green: brush('green'), underline: brush('underline') };
}

/** Control characters and those that turn the direction of text: a scanned file must neither paint nor rearrange its own report. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const commanding = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** One line of text for a terminal: every such character becomes `·`, a tab one space, so that columns stay. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(commanding, '·');
}

/** How many columns a terminal gives the text: East Asian wide characters and pictures take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += wide.test(character) ? 2 : combining.test(character) ? 0 : 1;
  return width;
}

const wide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;
const combining = /\p{Mn}|\u200b|\u200c|\u200d|\ufe0f/u;
