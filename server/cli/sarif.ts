/** The report as SARIF 2.1.0 (OASIS), with what GitHub code scanning reads beyond it: `security-severity`, CWE tags, help in Markdown. */
import type { FileEdit, Finding, Location, Problem, RuleData, Severity, SeveritySetting } from '../engine';
import type { Places } from './places';
import type { Result } from './scan';

type Json = Readonly<Record<string, unknown>>;

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const home = 'https://github.com/serverless-warden/serverless-warden';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note', hint: 'note' };

/** GitHub's scale: from 7.0 on it says high, from 4.0 on medium, below low. */
const scores: Readonly<Record<SeveritySetting, string>> = { error: '8.0', warning: '5.5', information: '3.0', hint: '1.0', off: '3.0' };

export function toSarif(result: Result, version: string): string {
  return `${JSON.stringify(new SarifLog(result).log(version), undefined, 2)}\n`;
}

class SarifLog {
  private readonly places: Places;
  private readonly rules: readonly RuleData[];
  private readonly cwes: readonly number[];
  private readonly roots: readonly string[];

  constructor(private readonly result: Result) {
    this.places = result.places;
    this.rules = [...result.rules.values()];
    this.cwes = [...new Set(this.rules.flatMap((rule) => rule.cwe))].sort((a, b) => a - b);
    this.roots = result.places.snapshot.workspace.roots;
  }

  log(version: string): Json {
    const results = this.result.findings.map((finding) => this.resultOf(finding));
    return {
      $schema: schema,
      version: '2.1.0',
      runs: [{
        tool: {
          driver: {
            name: 'Serverless Warden',
            semanticVersion: version,
            informationUri: home,
            rules: this.rules.map((rule) => this.ruleOf(rule)),
            ...(this.cwes.length === 0 ? {} : { supportedTaxonomies: [{ name: 'CWE', index: 0 }] }),
          },
        },
        ...(this.cwes.length === 0 ? {} : { taxonomies: [this.taxonomy()] }),
        originalUriBaseIds: Object.fromEntries(this.roots.map((root, index) => [this.baseId(index), { uri: `${encoded(root)}/` }])),
        columnKind: 'utf16CodeUnits',
        // Last: fixes are computed with the results, and one that throws is told here.
        results,
        invocations: [{ executionSuccessful: this.result.crashes.length === 0, toolExecutionNotifications: this.notifications() }],
      }],
    };
  }

  private taxonomy(): Json {
    return {
      name: 'CWE',
      organization: 'MITRE',
      shortDescription: { text: 'Common Weakness Enumeration' },
      informationUri: 'https://cwe.mitre.org/data/index.html',
      isComprehensive: false,
      taxa: this.cwes.map((cwe) => ({ id: String(cwe), helpUri: `https://cwe.mitre.org/data/definitions/${cwe}.html` })),
    };
  }

  private ruleOf(rule: RuleData): Json {
    const level = rule.severity === 'off' ? { level: 'warning', enabled: false } : { level: levels[rule.severity] };
    return {
      id: rule.id,
      name: rule.id.split(/[/-]/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(''),
      shortDescription: { text: rule.title },
      fullDescription: { text: plain(rule.why) },
      help: { text: `${plain(rule.why)} ${plain(rule.remedy)}`, markdown: rule.page },
      defaultConfiguration: level,
      properties: {
        tags: ['security', 'serverless', ...rule.cwe.map((cwe) => `external/cwe/cwe-${String(cwe).padStart(3, '0')}`), ...rule.sas],
        precision: rule.confidence,
        'security-severity': scores[rule.severity],
      },
      ...(rule.cwe.length === 0 ? {} : {
        relationships: rule.cwe.map((cwe) => ({ target: { id: String(cwe), index: this.cwes.indexOf(cwe), toolComponent: { name: 'CWE', index: 0 } }, kinds: ['superset'] })),
      }),
    };
  }

  private resultOf(finding: Finding): Json {
    const fixes = this.result.fixesOf(finding).map((fix) => ({ description: { text: fix.title }, artifactChanges: fix.edits.map((edit) => this.changeOf(edit)) }));
    return {
      ruleId: finding.rule,
      ruleIndex: this.rules.findIndex((rule) => rule.id === finding.rule),
      level: levels[finding.severity],
      message: { text: finding.message },
      locations: [{ ...this.place(finding), ...logical(finding.functions) }],
      partialFingerprints: { 'serverlessWarden/v1': finding.fingerprint },
      ...(finding.related.length === 0 ? {} : {
        relatedLocations: finding.related.map((place, index) => ({ id: index + 1, physicalLocation: this.physical(place.location), message: { text: place.message } })),
      }),
      ...(finding.flow.length === 0 ? {} : {
        codeFlows: [{ threadFlows: [{ locations: finding.flow.map((step) => ({ location: { physicalLocation: this.physical(step.location), message: { text: step.message } } })) }] }],
      }),
      ...(fixes.length === 0 ? {} : { fixes }),
      properties: { 'security-severity': scores[finding.severity] },
    };
  }

  private changeOf(file: FileEdit): Json {
    return {
      artifactLocation: this.artifact(file.uri),
      replacements: file.edits.map((edit) => ({
        deletedRegion: this.region({ uri: file.uri, span: edit.span }),
        ...(edit.newText === '' ? {} : { insertedContent: { text: edit.newText } }),
      })),
    };
  }

  private notifications(): readonly Json[] {
    return [
      ...this.result.problems.map((problem) => this.notificationOf(problem)),
      ...this.result.crashes.map((crash) => ({ level: 'error', message: { text: `${crash.what}: ${crash.message}` }, descriptor: { id: 'crash' } })),
    ];
  }

  private notificationOf(problem: Problem): Json {
    return {
      level: levels[problem.severity],
      message: { text: problem.message },
      descriptor: { id: problem.code },
      locations: [{ physicalLocation: this.physical(problem.location) }],
    };
  }

  /** A policy is judged as a whole, and a report is read without the file: the region shows it, and the note in it the value that decides. */
  private place({ location, excerpt = location, message }: Finding): Json {
    return { physicalLocation: this.physical(excerpt), ...(excerpt === location ? {} : { annotations: [{ ...this.region(location), message: { text: message } }] }) };
  }

  private physical(location: Location): Json {
    return { artifactLocation: this.artifact(location.uri), region: this.region(location) };
  }

  private region(location: Location): Json {
    const { line, column, endLine, endColumn } = this.places.of(location);
    return { startLine: line, startColumn: column, endLine, endColumn };
  }

  private artifact(uri: string): Json {
    const root = this.places.snapshot.rootOf(uri);
    const index = root === undefined ? -1 : this.roots.indexOf(root);
    if (index < 0) return { uri: encoded(uri) };
    return { uri: encoded(this.places.file(uri)), uriBaseId: this.baseId(index) };
  }

  private baseId(index: number): string {
    return index === 0 ? '%SRCROOT%' : `%SRCROOT${index + 1}%`;
  }
}

function logical(functions: readonly string[]): Json {
  return functions.length === 0 ? {} : { logicalLocations: functions.map((name) => ({ name, kind: 'function' })) };
}

/** An engine uri or a part of one, as uris are written outside of the engine. */
function encoded(uri: string): string {
  const scheme = /^[a-z]+:\/\//.exec(uri)?.[0] ?? '';
  return scheme + uri.slice(scheme.length).split('/').map((segment) => encodeURIComponent(segment.replace(loneSurrogate, '\uFFFD'))).join('/');
}

/** Half a character cannot be encoded. */
const loneSurrogate = /\p{Surrogate}/gu;

/** Markdown's code marks and links, taken off for those who show plain text. */
function plain(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '').replace(/\s+/g, ' ').trim();
}
