/** Fixes of code findings by the names under which rules ask for them. */
import type { Proposer } from './fix';
import { argumentList } from './argument-list';
import { chosenFields } from './chosen-fields';
import { escapedText } from './escaped-text';
import { genericError } from './generic-error';
import { hostList } from './host-list';
import { jsonText } from './json-text';
import { parameterised } from './parameterised';
import { redacted } from './redacted';
import { safeYaml } from './safe-yaml';
import { withinFolder } from './within-folder';

export const proposers: Readonly<Record<string, Proposer>> = {
  'argument-list': argumentList,
  'chosen-fields': chosenFields,
  'escaped-text': escapedText,
  'generic-error': genericError,
  'host-list': hostList,
  'json-text': jsonText,
  'parameterised': parameterised,
  'redacted': redacted,
  'safe-yaml': safeYaml,
  'within-folder': withinFolder,
};
