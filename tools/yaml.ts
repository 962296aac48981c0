/** Bundles the yaml package for what is shipped: portable, and with a parser that is twice as fast. Knows how its lexer and parser are laid out, and nothing of us. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { root } from './paths';

/** The engine is the same everywhere: the form that browsers get needs neither `process` nor `Buffer`. */
export const portableYaml: Plugin = {
  name: 'portable-yaml',
  setup: (bundler) => {
    bundler.onResolve({ filter: /^yaml$/ }, () => ({ path: join(root, 'node_modules', 'yaml', 'browser', 'index.js') }));
    bundler.onLoad({ filter: /[\\/]yaml[\\/]browser[\\/]dist[\\/]parse[\\/](?:lexer|parser)\.js$/ }, async ({ path }) => ({ contents: withPlainMethods(await readFile(path, 'utf8')) }));
  },
};

/**
 * The package hands each token up through a chain of generators that are made anew for each word of the text. Here its methods are plain and leave what they
 * give in a list, which `lex` and `parse` alone hand out.
 */
function withPlainMethods(text: string): string {
  return text
    .replace(/^class \w+ \{$/m, '$&\n    out = [];\n    set given(one) { this.out.push(one); }\n    taken() { return this.out.splice(0); }')
    .replace(/^ {4}\*(?!lex\(|parse\()(?=\w+\()/gm, '    ')
    .replace(/\byield\* (?=this\.)/g, '')
    .replace(/^( +)yield /gm, '$1this.given = ')
    .replace(/^( +)((?:next = )?this\.(?:parseNext\(next\)|next\(lexeme\)|end\(\));)$/gm, '$1{ $2 if (this.out.length > 0) yield* this.taken(); }');
}
