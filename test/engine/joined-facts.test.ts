/** Which file a function's code is in: monorepos, build output, bundlers, images. What cannot be bound says why. */
import { expect, it } from 'vitest';
import { analyse, root } from '../support/analyse';

/** The file and export that the only function runs, or why it is not known. */
function bound(files: Readonly<Record<string, string>>): string | undefined {
  const { facts: { handlers }, crashes } = analyse(files);
  expect(crashes).toEqual([]);
  const [handler] = handlers;
  if (handler === undefined) return undefined;
  const { binding } = handler;
  return binding.kind === 'bound' ? `${binding.uri.slice(root.length + 1)} ${binding.exportName}` : `? ${binding.reason}`;
}

const code = 'export const handler = async () => ({ statusCode: 200 });\n';
const sam = (properties: string, more = ''): string => `Resources:\n  F:\n    Type: AWS::Serverless::Function\n${more}    Properties: { Runtime: nodejs22.x, ${properties} }\n`;
const framework = (handler: string, more = ''): string => `service: a\nprovider: { name: aws, runtime: nodejs22.x }\n${more}functions:\n  f: { handler: ${handler} }\n`;
const terraform = (more: string): string => `resource "aws_lambda_function" "f" {\n  function_name = "f"\n  ${more}\n}\n`;
const cdk = (made: string): string => `import { Stack } from 'aws-cdk-lib';\nimport * as path from 'path';\nimport { Code, DockerImageCode, DockerImageFunction, Function, Runtime } from 'aws-cdk-lib/aws-lambda';\nimport { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';\nexport class S extends Stack {\n  constructor(scope: unknown, id: string) {\n    super(scope, id);\n    ${made}\n  }\n}\n`;

it.each<[string, Readonly<Record<string, string>>, string]>([
  ['a package of a monorepo', { 'packages/orders/template.yaml': sam('Handler: src/create.handler'), 'packages/orders/src/create.ts': code, 'packages/mails/src/create.ts': code }, 'packages/orders/src/create.ts handler'],
  ['a template beside the packages', { 'infra/template.yaml': sam('Handler: create.handler, CodeUri: ../packages/orders/src'), 'packages/orders/src/create.ts': code }, 'packages/orders/src/create.ts handler'],
  ['build output in dist/', { 'template.yaml': sam('Handler: dist/create.handler'), 'src/create.ts': code }, 'src/create.ts handler'],
  ['build output as the folder of the code', { 'template.yaml': sam('Handler: create.handler, CodeUri: dist/'), 'src/create.ts': code }, 'src/create.ts handler'],
  ['build output of each function', { 'template.yaml': sam('Handler: index.handler, CodeUri: dist/create/'), 'src/create/index.ts': code }, 'src/create/index.ts handler'],
  ['build output of the framework', { 'serverless.yml': framework('.build/src/create.handler'), 'src/create.ts': code }, 'src/create.ts handler'],
  ['the source before what was built of it', { 'template.yaml': sam('Handler: dist/create.handler'), 'src/create.ts': code, 'dist/create.js': 'exports.handler = async () => ({});\n' }, 'src/create.ts handler'],
  ['entry points of esbuild in metadata', { 'template.yaml': sam('Handler: create.handler, CodeUri: .', '    Metadata: { BuildMethod: esbuild, BuildProperties: { EntryPoints: [src/orders/create.ts] } }\n'), 'src/orders/create.ts': code }, 'src/orders/create.ts handler'],
  ['serverless-esbuild', { 'serverless.yml': framework('src/create.handler', 'plugins: [serverless-esbuild]\ncustom: { esbuild: { bundle: true } }\n'), 'src/create.ts': code }, 'src/create.ts handler'],
  ['a file that is nowhere', { 'serverless.yml': framework('src/create.handler') }, '? no source file was found for `src/create.handler`'],
  ['an index file', { 'serverless.yml': framework('src/create.handler'), 'src/create/index.ts': code }, 'src/create/index.ts handler'],
  ['the entry of a NodejsFunction', { 'lib/s.ts': cdk("new NodejsFunction(this, 'F', { entry: path.join(__dirname, '../src/create.ts'), runtime: Runtime.NODEJS_22_X });"), 'src/create.ts': code }, 'src/create.ts handler'],
  ['a NodejsFunction that is called like its file', { 'lib/s.ts': cdk("new NodejsFunction(this, 'create', { runtime: Runtime.NODEJS_22_X });"), 'lib/s.create.ts': code }, 'lib/s.create.ts handler'],
  ['an asset of built code', { 'lib/s.ts': cdk("new Function(this, 'F', { handler: 'create.handler', runtime: Runtime.NODEJS_22_X, code: Code.fromAsset('dist') });"), 'src/create.ts': code, 'cdk.json': '{ "app": "npx ts-node lib/s.ts" }' }, 'src/create.ts handler'],
  ['an archive of a folder', { 'main.tf': `data "archive_file" "f" {\n  type = "zip"\n  source_dir = "\${path.module}/src"\n  output_path = "f.zip"\n}\n${terraform('handler = "create.handler"\n  filename = data.archive_file.f.output_path')}`, 'src/create.js': code }, 'src/create.js handler'],
  ['a container image of SAM', { 'template.yaml': sam('PackageType: Image, ImageUri: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/f:1"') }, '? a container image'],
  ['a container image of the framework', { 'serverless.yml': 'service: a\nprovider: { name: aws, ecr: { images: { app: { path: ./ } } } }\nfunctions:\n  f: { image: { name: app } }\n' }, '? it runs a container image'],
  ['a container image of Terraform', { 'main.tf': terraform('package_type = "Image"\n  image_uri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/f:1"') }, '? a container image'],
  ['a container image of the CDK', { 'lib/s.ts': cdk("new DockerImageFunction(this, 'F', { code: DockerImageCode.fromImageAsset('app') });") }, '? a container image'],
])('%s', (_name, files, expected) => {
  expect(bound(files)).toBe(expected);
});
