/** Secrets: what changes them time and again. Knows no other construct. */
import { keyOf, type Lowering } from './lowering';
import { fillByTable } from './properties';
import type { Made } from './thing';
import { constructs } from './vocabulary';

const scheduled = constructs['aws-secretsmanager.RotationSchedule'] ?? '';

/** `secret.addRotationSchedule('Rotation', { … })`, also where the secret is attached to a database first. */
export function lowerRotation(lowering: Lowering, made: Made): void {
  if (keyOf(made) !== 'aws-secretsmanager.Secret') return;
  for (const call of [made, ...lowering.calls(made, 'attach')].flatMap((one) => lowering.calls(one, 'addRotationSchedule'))) {
    const schedule = lowering.besides(`${lowering.idOf(made) ?? ''}Rotation`, 'AWS::SecretsManager::RotationSchedule', call, true);
    fillByTable(schedule, scheduled, call.args[1], lowering);
    schedule.set('SecretId', call.nameAt, lowering.reference(made, 'Ref', call.nameAt));
  }
}
