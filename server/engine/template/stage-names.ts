/** How people call stages and what holds a stage's name. Words only. */

/** Names of parameters, options and context values that say which stage is meant. */
export const stageKeys = /^(?:app|deploy(?:ment)?)?[-_]?(?:stage|env|environment)(?:[-_]?(?:name|type))?$/i;

/** A map whose keys are all of these holds something for each stage. */
const stageNames = /^(?:dev|develop|development|test|testing|tst|qa|int|integration|e2e|acc|acceptance|uat|demo|sandbox|local|stage|staging|stg|pre-?prod|preview|beta|gamma|canary|prd|prod|production|live|master|main|default)(?:[-_]?[a-z0-9]{1,12})?$/i;

const production = /^(?:prd|prod|production|live)(?:[-_][a-z0-9-]{1,20})?$/i;

export function isStageName(name: string): boolean {
  return stageNames.test(name);
}

/** True for the stage that customers use. */
export function isProduction(name: string): boolean {
  return production.test(name);
}
