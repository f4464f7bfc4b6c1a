import type { Rule } from './rule.ts';
import { castsCarryAReason } from './rules/casts-carry-a-reason.ts';
import { doorsWriteThroughVerbs } from './rules/doors-write-through-verbs.ts';
import { envOnlyInConfig } from './rules/env-only-in-config.ts';
import { exceptionsCarryAReason } from './rules/exceptions-carry-a-reason.ts';
import { namesSayWhat } from './rules/names-say-what.ts';
import { noBarrel } from './rules/no-barrel.ts';
import { noEnum } from './rules/no-enum.ts';
import { timeAndChanceComeIn } from './rules/time-and-chance-come-in.ts';
import { verbsCheckAndAnnounce } from './rules/verbs-check-and-announce.ts';

export const allRules: readonly Rule[] = [
  verbsCheckAndAnnounce,
  envOnlyInConfig,
  doorsWriteThroughVerbs,
  timeAndChanceComeIn,
  castsCarryAReason,
  exceptionsCarryAReason,
  namesSayWhat,
  noEnum,
  noBarrel,
];
