/** Checkers that read the files around code and templates; a rule names one. */
import type { Checker } from '../checker';
import { noLockfile, openDependency } from './dependencies';
import { foreignLayer } from './layers';
import { pipelineAction, pipelineKeys, pipelineUntrusted } from './pipelines';
import { endedRuntime } from './runtimes';
import { dotenvSecret, pipelineSecret } from './secrets';

export const projectCheckers: readonly Checker[] = [dotenvSecret, endedRuntime, foreignLayer, noLockfile, openDependency, pipelineAction, pipelineKeys, pipelineSecret, pipelineUntrusted];
