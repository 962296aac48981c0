/**
 * Reads expectations out of case files. A marker is a comment line under the line that it speaks of:
 *
 *     exec('list ' + name);
 *     //   ^^^^^^^^^^^^^^ runs as part of a shell command        the finding, to the column
 *     //   ^^^^ 1: comes from the request                        step 1 of a finding's flow
 *     // <----- text                                             as many columns as dashes, from the comment's own column
 *
 * The text is a part of the message; `#` comments work alike. Where a finding runs over several lines, the carets run to the end
 * of its first line.
 */
export interface Marker {
  readonly file: string;
  /** 0-based line that is spoken of. */
  readonly line: number;
  /** 0-based columns, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Undefined for the finding itself, else the 1-based step. */
  readonly step: number | undefined;
  readonly text: string;
}

const caret = /^(\s*)(?:\/\/|#)(\s*)(\^+)\s*(?:(\d+):\s*)?(.*?)\s*$/;
const arrow = /^(\s*)(?:\/\/|#)\s*<(-+)\s*(?:(\d+):\s*)?(.*?)\s*$/;

export function markersIn(file: string, text: string): readonly Marker[] {
  const markers: Marker[] = [];
  let target = -1;
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    const byCaret = caret.exec(line);
    const byArrow = byCaret === null ? arrow.exec(line) : null;
    if (byCaret !== null) {
      const start = line.indexOf('^');
      markers.push({ file, line: target, start, end: start + (byCaret[3] ?? '').length, step: numberOf(byCaret[4]), text: byCaret[5] ?? '' });
    } else if (byArrow !== null) {
      const start = (byArrow[1] ?? '').length;
      markers.push({ file, line: target, start, end: start + (byArrow[2] ?? '').length, step: numberOf(byArrow[3]), text: byArrow[4] ?? '' });
    } else target = index;
  });
  return markers;
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}
