/** Which dialects the templates of a case are in, told by their files. */
import type { Case } from './cases';

export function dialectsOf(one: Case): readonly string[] {
  return [...new Set(Object.entries(one.files).flatMap(([path, text]) => dialectsOfFile(path, text)))];
}

function dialectsOfFile(path: string, text: string): readonly string[] {
  if (/serverless\.(ya?ml|json|[cm]?[jt]s)$/.test(path)) return ['serverless-framework'];
  if (/function\.json$|\.bicep$/.test(path) || /['"]@azure\/functions['"]|deploymentTemplate\.json/.test(text)) return ['azure'];
  if (/\bnew sst\.|['"]sst\/constructs['"]/.test(text)) return ['sst'];
  if (/['"]@pulumi\/aws['"]/.test(text)) return ['pulumi'];
  if (/wrangler\.(toml|jsonc?)$/.test(path)) return ['cloudflare'];
  if (/(vercel\.json|netlify\.toml)$/.test(path)) return ['edge'];
  if (/(firebase\.json|cloudbuild\.yaml)$/.test(path) || /"google_\w+"|serving\.knative\.dev/.test(text)) return ['google'];
  if (/\.(tf|tofu|tf\.json)$/.test(path)) return ['terraform'];
  if (/\.[cm]?[jt]s$/.test(path)) return /['"]aws-cdk-lib/.test(text) ? ['cdk'] : [];
  if (!/\.(ya?ml|json|template)$/.test(path)) return [];
  if (/AWS::Serverless/.test(text)) return ['sam'];
  return /AWS::\w+::/.test(text) ? ['cloudformation'] : [];
}
