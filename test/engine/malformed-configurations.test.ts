/** Configurations of other clouds, programs, pipelines and packages that are broken, deep or hold themselves: no crash, and the rest is read. */
import { expect, it } from 'vitest';
import { analyse } from '../support/analyse';

const big = (text: string, times: number): string => text.repeat(times);
const files: Record<string, string> = {
  'a/wrangler.toml': big('[a.b]\n', 3000) + 'x = ' + big('[', 5000),
  'b/wrangler.json': big('{"a":', 5000), 'c/vercel.json': '[1', 'd/netlify.toml': '[[headers]]\nfor = 1\n[headers.values]\nA=[1,{b=2}]',
  'e/function.json': '{"bindings":[{"type":"httpTrigger","methods":"x","authLevel":3}]}', 'f/main.bicep': "resource a 'Microsoft.Web/sites@1' = " + big('{ properties: ', 3000),
  'g/firebase.json': '{"hosting":[{"headers":{"a":1}}],"functions":"x"}', 'h/cloudbuild.yaml': 'steps: {a: [gcloud, functions, deploy]}\n', 'h/cloudbuild2.yaml': 'steps:\n  - args: [functions, deploy]\n  - script: |\n      gcloud functions deploy --set-env-vars\n',
  'i/sst.config.ts': 'export default $config({ run() { const a = {}; a.a = a; new sst.aws.Function("x", a); new sst.aws.Function("y", { environment: a, url: a, permissions: [a] }); } });',
  'j/index.ts': 'import * as aws from "@pulumi/aws"; const a: any = {}; a.a = a; new aws.lambda.Function("x", a); new aws.s3.Bucket(); new aws.iam.RolePolicy("p", { policy: JSON.stringify(a) });',
  'k/serverless.ts': 'const a: any = { service: "s", provider: { name: "aws" } }; a.functions = a; a.resources = [a]; export default a;',
  'l/package.json': '{"dependencies": ["x"]}', 'l/.env': '=\nA\nexport =x\n', 'm/.github/workflows/x.yml': 'on: [pull_request_target]\njobs:\n  a: [1]\n  b:\n    steps: {x: 1}\n    permissions: x\n', 'm/.gitlab-ci.yml': '- 1\n', 'm/buildspec.yml': 'env: 1\nphases: [1]\n', 'm/azure-pipelines.yml': 'steps: 3\nvariables: [1, {name: [x], value: y}]\n',
  'n/azuredeploy.json': '{"$schema":"deploymentTemplate.json","resources":[{"type":"Microsoft.Web/sites","properties":"[variables(\'x\')]"}],"variables":{"x":"[variables(\'x\')]"}}',
};

it('what is broken becomes no crash', () => {
  expect(analyse(files, { profile: 'strict' }).crashes).toEqual([]);
});

it('what stands beside it is still read', () => {
  const report = analyse({ ...files, 'z/wrangler.toml': 'name = "api"\n\n[vars]\nDB_PASSWORD = "meadow-Tin4-kettle-Ravine"\nbroken = = 1\n' });
  expect(report.findings.filter(({ location }) => location.uri.includes('/z/')).map(({ rule }) => rule)).toEqual(['secrets/plaintext-env']);
});
