/** The extension keeps its own rules: trust, no dynamic code, a closed webview. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { root } from '../../tools/paths';

interface Setting {
  readonly type?: string | readonly string[];
  readonly scope?: string;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly capabilities: { readonly untrustedWorkspaces: { readonly supported: unknown }; readonly virtualWorkspaces: { readonly supported: unknown } };
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, Setting>> } | readonly { readonly properties: Readonly<Record<string, Setting>> }[] };
  readonly activationEvents: readonly string[];
};

function sources(folder: string): readonly (readonly [path: string, text: string])[] {
  return readdirSync(join(root, folder), { recursive: true }).map(String).filter((path) => path.endsWith('.ts')).map((path) => [`${folder}/${path}`, readFileSync(join(root, folder, path), 'utf8')] as const);
}

const ours = [...sources('client'), ...sources('server')];

describe('trust', () => {
  test('is declared for untrusted and virtual workspaces', () => {
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe(true);
    expect(manifest.capabilities.virtualWorkspaces.supported).toBe('limited');
    expect(manifest.activationEvents).not.toContain('*');
  });

  test('no setting names a program, an address or a path to run or read', () => {
    const { configuration } = manifest.contributes;
    const names = (Array.isArray(configuration) ? configuration : [configuration]).flatMap((one: { readonly properties: object }) => Object.keys(one.properties));
    expect(names.length).toBeGreaterThan(3);
    expect(names.filter((name) => /path|command|executable|args|url|host|server(?!less)|module|plugin/i.test(name.replace(/^serverlessWarden\./, '').replace(/^severities.*/, '')))).toEqual([]);
  });
});

/** Ways in which text becomes code, or a program is started. */
function dynamic(text: string): readonly string[] {
  const found: string[] = [];
  const script = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ts.isIdentifier(node.expression) && ['eval', 'Function', 'require'].includes(node.expression.text)) found.push(node.getText());
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments.some((argument) => !ts.isStringLiteral(argument))) found.push(node.getText());
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier) && /^(?:node:)?(?:child_process|vm|worker_threads|cluster|repl|inspector)$/.test(node.moduleSpecifier.text)) found.push(node.getText());
    if (ts.isPropertyAccessExpression(node) && /^(?:innerHTML|outerHTML|insertAdjacentHTML|write|writeln)$/.test(node.name.text) && /^(?:document|[\w.]*(?:element|node|body|root))$/i.test(node.expression.getText())) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(script);
  return found;
}

test('no dynamic code and no other programs', () => {
  expect(ours.length).toBeGreaterThan(100);
  expect(ours.flatMap(([path, text]) => dynamic(text).map((use) => `${path}: ${use}`))).toEqual([]);
});

test('the net catches dynamic code', () => {
  for (const planted of ["eval('1')", "new Function('1')", 'import(name)', "import { exec } from 'node:child_process';", 'document.body.innerHTML = text;']) expect(dynamic(planted), planted).toHaveLength(1);
});

/** Ways to the network that no bundle has to load: what a realm has by itself, and modules that are named. */
function reaching(text: string): readonly string[] {
  const found: string[] = [];
  const script = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const isGlobal = (node: ts.Identifier): boolean => !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node && !/^(?:globalThis|window|self|navigator|process)$/.test(node.parent.expression.getText())) && !ts.isPropertyAssignment(node.parent);
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && /^(?:fetch|WebSocket|EventSource|XMLHttpRequest|sendBeacon|getBuiltinModule|importScripts)$/.test(node.text) && isGlobal(node)) found.push(node.parent.getText());
    if (ts.isStringLiteral(node) && (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent) || (ts.isCallExpression(node.parent) && /^(?:import|require)$/.test(node.parent.expression.getText()))) && /^(?:node:)?(?:net|tls|https?|http2|dgram|dns|undici|axios|got|node-fetch|ws)(?:\/\w+)?$/.test(node.text)) found.push(node.parent.getText());
    ts.forEachChild(node, visit);
  };
  visit(script);
  return found;
}

test('client, server and command line go to no network', () => {
  expect(ours.flatMap(([path, text]) => reaching(text).map((use) => `${path}: ${use}`))).toEqual([]);
});

test('the net catches ways to the network', () => {
  for (const planted of ["fetch('http://a.example')", 'globalThis.fetch(url)', 'new WebSocket(url)', 'navigator.sendBeacon(url)', "import { get } from 'node:https';", "await import('undici')", "require('dns')", "process.getBuiltinModule('net')"]) expect(reaching(planted), planted).not.toEqual([]);
  expect(reaching("handlers.fetch(request); const shape = { fetch: 1, WebSocket: 2 }; use('fetch');")).toEqual([]);
});

test('the webview takes scripts and styles of ours only, and text as text', () => {
  const panel = readFileSync(join(root, 'client', 'checklist', 'panel.ts'), 'utf8');
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(panel) ?? [];
  expect(policy).toMatch(/^default-src 'none'; style-src \$\{webview\.cspSource\}; script-src 'nonce-\$\{nonce\}'$/);
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(panel).toMatch(/localResourceRoots/);
});
