/** Expressions of Bicep and ARM templates: what they come to, and why they are not known. */
import { describe, expect, it } from 'vitest';
import { stringOf, valueAt, type Value } from '../../server/engine/template/value';
import { azure } from '../../server/engine/template/azure';
import type { Deployment } from '../../server/engine/template/deployment';
import type { Reading } from '../../server/engine/template/dialect';

const reading: Reading = { file: () => undefined, under: () => [], rootOf: () => undefined };

function lowered(name: string, text: string): Deployment | undefined {
  return azure.lower({ uri: `file:///${name}`, text }, reading)[0];
}

function shown(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined: return undefined;
    case 'scalar': return value.value;
    case 'list': return value.items.map(shown);
    case 'map': return { ...Object.fromEntries(value.entries.map((entry) => [entry.key, shown(entry.value)])), ...(value.open === true ? { '…': true } : {}) };
    case 'text': return value.parts.map((part) => (typeof part === 'string' ? part : part.kind === 'reference' ? `<${part.resource}>` : `<? ${part.reason}>`)).join('');
    case 'reference': return `<${value.resource}${value.attribute === 'Ref' ? '' : `.${value.attribute}`}>`;
    case 'choice': return value.options.map((option) => shown(option.value));
    case 'unknown': return `? ${value.reason}`;
  }
}

function bicep(expression: string, before = ''): unknown {
  const deployment = lowered('main.bicep', `param stage string = 'dev'\nparam secret string\nvar shared = { size: 3, tags: ['a', 'b'] }\n${before}\nresource plan 'Microsoft.Web/serverfarms@2024-04-01' = {\n  name: 'plan'\n}\nresource old 'Microsoft.KeyVault/vaults@2024-04-01' existing = {\n  name: 'v'\n}\nresource app 'Microsoft.Web/sites@2024-04-01' = {\n  kind: 'functionapp'\n  tested: ${expression}\n}\n`);
  return shown(valueAt(deployment?.resources.find(({ id }) => id === 'app')?.properties, 'tested'));
}

function arm(expression: string): unknown {
  const deployment = lowered('template.json', JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    parameters: { stage: { type: 'string', defaultValue: 'dev' }, secret: { type: 'string' } },
    variables: { name: "[concat('app-', parameters('stage'))]", loop: "[variables('loop')]", settings: { size: 3 } },
    resources: [{ type: 'Microsoft.Web/serverfarms', name: 'plan' }, { type: 'Microsoft.Web/sites', name: "[variables('name')]", kind: 'functionapp', tested: expression }],
  }));
  return shown(valueAt(deployment?.resources.at(-1)?.properties, 'tested'));
}

describe('Bicep', () => {
  it.each([
    ["'app-${stage}'", 'app-dev'],
    ["'x-${secret}'", 'x-<? parameter `secret` has no default>'],
    ["stage == 'prod' ? 'big' : 'small'", 'small'],
    ["secret == 'x' ? 1 : 2", [1, 2]],
    ["!(stage =~ 'DEV') || shared.size >= 3 && true", true],
    ['shared.tags[1]', 'b'],
    ["union({ a: 1 }, { a: 2, 'b-c': '${stage}' })", { a: 2, 'b-c': 'dev' }],
    ['union({ a: 1 }, secret)', { '…': true }],
    ["concat(['a'], shared.tags)", ['a', 'a', 'b']],
    ["toLower(format('{0}-{1}', 'A', stage))", 'a-dev'],
    ["contains(shared, 'size') ? first(split('a,b', ',')) : 'none'", 'a'],
    ["secret ?? 'x'", '? parameter `secret` has no default'],
    ["null ?? 'x'", 'x'],
    ['empty([]) ? length(shared.tags) : 0', 2],
    ['plan.id', '<plan>'],
    ["resourceId('Microsoft.Web/serverfarms', 'plan')", '<plan>'],
    ["resourceId('Microsoft.Web/serverfarms', 'other')", '<? subscription and resource group are known at deployment only>/providers/Microsoft.Web/serverfarms/other'],
    ["old.getSecret('x')", '? read from Key Vault at deployment'],
    ['resourceGroup().location', '? the resource group is known at deployment only'],
    ['old.properties.vaultUri', '? `old` is there already, and not made here'],
    ["{\n    ...shared\n    size: 4\n  }", { size: 4, tags: ['a', 'b'] }],
    ["[for one in shared.tags: one]", '? it is known at deployment only'],
  ])('%s', (expression, expected) => {
    expect(bicep(expression)).toEqual(expected);
  });

  it('does not follow a variable in a circle', () => {
    expect(bicep('a', 'var a = b\nvar b = a')).toBe('? `a` leads back to itself');
  });

  it('reads what a loop makes once, and resources inside of others', () => {
    const deployment = lowered('main.bicep', "resource apps 'Microsoft.Web/sites@2024-04-01' = [for name in names: {\n  name: name\n  kind: 'functionapp'\n  resource web 'config@2024-04-01' = {\n    name: 'web'\n    properties: {\n      minTlsVersion: '1.0'\n    }\n  }\n}]\nresource last 'Microsoft.Web/sites@2024-04-01' = {\n  name: 'x'\n}\n");
    expect(deployment?.resources.map(({ id, type, presence }) => [id, type, presence])).toEqual([['apps', 'Microsoft.Web/sites', 'maybe'], ['web', 'Microsoft.Web/sites/config', 'maybe'], ['last', 'Microsoft.Web/sites', 'always']]);
    expect(stringOf(valueAt(deployment?.resources[1]?.properties, 'properties', 'minTlsVersion'))).toBe('1.0');
  });
});

describe('ARM', () => {
  it.each([
    ["[concat(variables('name'), '-x')]", 'app-dev-x'],
    ["[if(equals(parameters('stage'), 'prod'), 'big', 'small')]", 'small'],
    ["[variables('settings').size]", 3],
    ["[resourceId('Microsoft.Web/serverfarms', 'plan')]", '<plan>'],
    ["[parameters('secret')]", '? parameter `secret` has no default'],
    ["[variables('loop')]", '? `loop` leads back to itself'],
    ["[variables('none')]", '? `none` is not declared here'],
    ["[listKeys(resourceId('Microsoft.Storage/storageAccounts', 's'), '2023-01-01').keys[0].value]", '? its keys are read at deployment'],
    ["[format('it''s {0}', parameters('stage'))]", "it's dev"],
    ['[[literal]', '[literal]'],
    ["[createObject('a', 1, 'b', true())]", { a: 1, b: true }],
    ['[nonsense(]', '? it is known at deployment only'],
  ])('%s', (expression, expected) => {
    expect(arm(expression)).toEqual(expected);
  });
});
