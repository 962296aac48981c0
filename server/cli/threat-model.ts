/** Prints the threat model of each root, as Markdown or as JSON with places that people and tools read. */
import { buildThreatModel, toMarkdown, uris, type Location, type Report, type RuleBook } from '../engine';
import { Places } from './places';

export function threatModels(report: Report, book: RuleBook, format: 'markdown' | 'json'): string {
  const { snapshot } = report.facts;
  const models = snapshot.workspace.roots.map((root) => buildThreatModel(report, book, root));
  if (format === 'markdown') {
    return models.map((model) => toMarkdown(model, { path: (uri) => uris.relativeTo(model.root, uri), lines: (uri) => snapshot.lines(uri) })).join('\n');
  }
  const places = new Places(snapshot);
  return `${JSON.stringify({ format: 1, models }, (_, value: unknown) => (isLocation(value) ? shown(value, places) : value), 2)}\n`;
}

function shown(location: Location, places: Places): object {
  const { file, line, column } = places.of(location);
  return { file, line, column };
}

function isLocation(value: unknown): value is Location {
  return typeof value === 'object' && value !== null && 'uri' in value && 'span' in value;
}
