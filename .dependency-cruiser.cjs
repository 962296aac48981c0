/** Who may import whom. Each rule says why; test/nets.test.ts plants a violation of the engine's rules and sees it caught. */

const engine = '^server/engine/';

/** Inside the engine, from the bottom up; a layer may import those before it and itself. */
const shared = `${engine}(finding|workspace)\\.ts$`;
const top = `${engine}(index|analysis|findings)\\.ts$`;
const snapshot = `${engine}(snapshot|memo)\\.ts$`;
const judging = ['checks', 'rules', 'threat-model'];
const layer = (...names) => `${engine}(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one file, or a third is missing; a cycle has no reading order. Inside of code/ they may: it walks a ' +
        'language whose expressions hold functions whose statements hold expressions, too much for one file. A cycle that leaves code/ is still seen.',
      severity: 'error',
      from: { pathNot: layer('code') },
      to: { circular: true },
    },
    {
      name: 'engine-knows-no-host',
      comment: 'The engine runs unchanged in Node, in a browser worker and in a bare realm: no editor, no Node module, even as a type.',
      severity: 'error',
      from: { path: engine },
      to: { path: ['^(vscode|node:)', 'node_modules/(@types/)?(vscode|node)([-/]|$)'] },
    },
    {
      name: 'engine-knows-no-node-module',
      comment: 'The same for Node modules that are imported without `node:`.',
      severity: 'error',
      from: { path: engine },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'engine-knows-nobody-above',
      comment: 'Imports point down: hosts know the engine, the engine knows no host.',
      severity: 'error',
      from: { path: engine },
      to: { path: '^(client|test|tools|server/(lsp|host|cli))/' },
    },
    {
      name: 'engine-parsers-only',
      comment: 'Each library is another thing that must run everywhere. The engine has four, and they are parsers.',
      severity: 'error',
      from: { path: engine },
      to: { path: 'node_modules/', pathNot: 'node_modules/(typescript|yaml|jsonc-parser|toml-eslint-parser|eslint-visitor-keys)/' },
    },
    {
      name: 'parsers-behind-syntax',
      comment: 'A parser is behind one adapter, so that it can be replaced; the rest of the engine sees our trees (for scripts, through syntax/script.ts).',
      severity: 'error',
      from: { path: engine, pathNot: `${engine}syntax/` },
      to: { path: 'node_modules/' },
    },
    {
      name: 'compiler-behind-script',
      comment: 'The TypeScript compiler is loaded in one place.',
      severity: 'error',
      from: { path: engine, pathNot: `${engine}syntax/script\\.ts$` },
      to: { path: 'node_modules/typescript/' },
    },
    {
      name: 'text-is-the-ground',
      comment: 'Spans, lines and edits know nothing of what they are used for.',
      severity: 'error',
      from: { path: layer('text') },
      to: { path: engine, pathNot: layer('text') },
    },
    {
      name: 'shared-types-know-texts-only',
      comment: 'Findings and workspaces are what everybody says things in; they must not pull a layer along.',
      severity: 'error',
      from: { path: shared },
      to: { path: engine, pathNot: [layer('text'), shared] },
    },
    {
      name: 'syntax-and-iam-know-texts-only',
      comment: 'A tree, or what an action is, means the same whoever asks.',
      severity: 'error',
      from: { path: layer('syntax', 'iam') },
      to: { path: engine, pathNot: [layer('syntax', 'iam', 'text'), shared] },
    },
    {
      name: 'project-files-judge-nothing',
      comment: 'What a package, a lockfile or a pipeline says is true whoever asks.',
      severity: 'error',
      from: { path: layer('project') },
      to: { path: engine, pathNot: [layer('project', 'syntax', 'text'), snapshot, shared] },
    },
    {
      name: 'snapshot-is-below-the-models',
      comment: 'A snapshot offers parsed files; what they mean is for the layers above it.',
      severity: 'error',
      from: { path: snapshot },
      to: { path: engine, pathNot: [layer('syntax', 'text'), shared, snapshot] },
    },
    {
      name: 'code-never-asks-templates',
      comment: 'What a script does is true however it is deployed; facts/ joins the two.',
      severity: 'error',
      from: { path: layer('code') },
      to: { path: [layer('template', 'facts', ...judging), top] },
    },
    {
      name: 'template-reads-no-code',
      comment: 'A template is lowered from its own text and the files that it names, so it is read again only when those change. Only cdk/, whose templates are programs, asks code/.',
      severity: 'error',
      from: { path: layer('template'), pathNot: `${engine}template/cdk/` },
      to: { path: [layer('code', 'facts', ...judging), snapshot, top] },
    },
    {
      name: 'cdk-is-a-template-too',
      comment: 'It may ask code/, and nothing above.',
      severity: 'error',
      from: { path: `${engine}template/cdk/` },
      to: { path: [layer('facts', ...judging), top] },
    },
    {
      name: 'facts-judge-nothing',
      comment: 'Facts are the same whichever rules are on.',
      severity: 'error',
      from: { path: layer('facts') },
      to: { path: [layer(...judging), top] },
    },
    {
      name: 'judges-are-called',
      comment: 'The order of work is the business of analysis.ts alone.',
      severity: 'error',
      from: { path: layer(...judging) },
      to: { path: top },
    },
    {
      name: 'rules-know-no-checker',
      comment: 'A rule is data that names its checker; many rules share one.',
      severity: 'error',
      from: { path: layer('rules') },
      to: { path: layer('checks', 'threat-model', 'facts', 'template', 'code') },
    },
    {
      name: 'engine-has-one-door',
      comment: 'What index.ts does not offer may change without anybody outside noticing.',
      severity: 'error',
      from: { path: '^(client|server/(lsp|host|cli))/' },
      to: { path: engine, pathNot: `${engine}index\\.ts$` },
    },
    {
      name: 'features-know-no-host',
      comment: 'The language features run in Node and in a browser worker; the entry points bring connection, clock and files.',
      severity: 'error',
      from: { path: '^server/lsp/' },
      to: { path: '^(client|server/(host|cli))/' },
    },
    {
      name: 'entry-points-stand-alone',
      comment: 'They start things when they are loaded, so nobody may load them in passing.',
      severity: 'error',
      from: { path: '^(client|server|tools)/' },
      to: { path: '^(client/extension|server/host/(node|web)|server/cli/main)\\.ts$' },
    },
    {
      name: 'client-analyses-nothing',
      comment: 'The client draws what the server says. They share the names in the protocol file and nothing else.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/', pathNot: '^server/lsp/protocol\\.ts$' },
    },
    {
      name: 'protocol-pulls-nothing-along',
      comment: 'Whatever the protocol file imports would be bundled into the client too; types vanish.',
      severity: 'error',
      from: { path: '^server/lsp/protocol\\.ts$' },
      to: { path: '^server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'server-knows-no-client',
      comment: 'The server speaks the protocol to any editor.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^client/' },
    },
    {
      name: 'product-without-its-tests',
      comment: 'Tests and tools are not shipped.',
      severity: 'error',
      from: { path: '^(client|server)/' },
      to: { path: '^(test|tools)/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere is seen by no other rule. The editor gives `vscode`, the build `virtual:`.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(vscode|virtual:.*)$' },
    },
  ],
  options: {
    // Type-only imports too: a layer that knows another's types knows the other.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|rules|examples|snippets|test-results)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'require', 'node', 'default'] },
  },
};
