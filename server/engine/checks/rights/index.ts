/** Checkers that read policies by themselves, without the code; a rule names one. */
import type { Checker } from '../checker';
import { controlPlane } from './control-plane';
import { deputy } from './deputy';
import { escalation } from './escalation';
import { invalidPolicy } from './invalid-policy';
import { notAction } from './not-action';
import { passRole } from './pass-role';
import { sharedRole } from './shared-role';
import { trust } from './trust';
import { unknownAction } from './unknown-action';

export const rightsCheckers: readonly Checker[] = [controlPlane, deputy, escalation, invalidPolicy, notAction, passRole, sharedRole, trust, unknownAction];
