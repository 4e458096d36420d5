import type { RulePackInput } from '../pack-schema';
import { mondayToFriday } from './week';

const law = {
  title:
    'Ley General para la Defensa de los Consumidores y Usuarios, article 96; Ley General de Telecomunicaciones 2022',
  citation: 'as secondary pages tell of them',
};

export const es = {
  name: 'es',
  title: 'Spain: commercial calls',
  appliesTo: 'Commercial calls to consumers in Spain.',
  doesNotApplyTo: 'Calls that are not commercial.',
  countries: ['ES'],
  rules: [
    {
      id: 'calling-hours',
      kind: 'hours',
      weekly: mondayToFriday(['09:00', '21:00']),
      holidays: 'closed',
      text: 'Monday to Friday 09:00 to 21:00, not on public holidays. The sources differ in detail; the stricter is applied.',
      source: law,
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
    {
      id: 'consent',
      kind: 'note',
      text: 'Needs consent or a relation from before, since the end of June 2023. The sources differ in detail.',
      source: law,
      checkedOn: '2026-11-21',
      confidence: 'secondary',
    },
  ],
} satisfies RulePackInput;
