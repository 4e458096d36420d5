import { rulePackSchema, type RulePack } from '../pack-schema';
import { au, auResearch } from './au';
import { br, brBanks } from './br';
import { ca, caAdad } from './ca';
import { de } from './de';
import { es } from './es';
import { fr } from './fr';
import { india, indiaRecovery } from './in';
import { it } from './it';
import { uk } from './uk';
import { usRegF } from './us-reg-f';
import { usStates } from './us-states';
import { usTcpa } from './us-tcpa';

/** The built-in packs, in the order of the documentation. */
export const rulePacks: readonly RulePack[] = [
  usTcpa,
  usRegF,
  usStates,
  ca,
  caAdad,
  uk,
  fr,
  de,
  it,
  es,
  au,
  auResearch,
  br,
  brBanks,
  india,
  indiaRecovery,
].map((pack) => rulePackSchema.parse(pack));
