/** Fixes of code findings by the names under which rules ask for them. */
import type { Proposer } from './fix';
import { escapedPattern, nameList, refusedKeys } from './added-check';
import { argumentList } from './argument-list';
import { chosenFields } from './chosen-fields';
import { escapedText } from './escaped-text';
import { genericError } from './generic-error';
import { hostList } from './host-list';
import { jsonText } from './json-text';
import { logField } from './log-field';
import { parameterised } from './parameterised';
import { pickedFields } from './picked-fields';
import { redacted } from './redacted';
import { safeYaml } from './safe-yaml';
import { entitiesOff, shorterLifetime } from './settings';
import { targetList } from './target-list';
import { withinFolder } from './within-folder';
import { asText, clamped, headerText } from './wrapped';

export const proposers: Readonly<Record<string, Proposer>> = {
  'argument-list': argumentList,
  'as-text': asText,
  'chosen-fields': chosenFields,
  'clamped': clamped,
  'entities-off': entitiesOff,
  'escaped-pattern': escapedPattern,
  'escaped-text': escapedText,
  'generic-error': genericError,
  'header-text': headerText,
  'host-list': hostList,
  'json-text': jsonText,
  'log-field': logField,
  'name-list': nameList,
  'parameterised': parameterised,
  'picked-fields': pickedFields,
  'redacted': redacted,
  'refused-keys': refusedKeys,
  'safe-yaml': safeYaml,
  'shorter-lifetime': shorterLifetime,
  'target-list': targetList,
  'within-folder': withinFolder,
};
