import { days, hours, minutes } from '../policy/duration';
import { weekdays, type Weekday } from '../hours/calling-hours';
import type { Segment } from '../hours/hours';
import type { PackRule } from './rule-schema';

type RuleOf<Kind extends PackRule['kind']> = Extract<PackRule, { kind: Kind }>;

/** The applied part of a rule in words: `Mon–Fri 10:00–13:00, 14:00–20:00; holidays: closed`. */
export function ruleInWords(rule: PackRule): string {
  switch (rule.kind) {
    case 'hours':
      return hoursInWords(rule);
    case 'count': {
      const ignored = rule.ignores.length > 0 ? `, without ${rule.ignores.join(' and ')}` : '';
      return `at most ${counted(rule.most, 'attempt')} in ${stretchInWords(rule.within)} per ${rule.per}${ignored}`;
    }
    case 'rest':
      return `none for ${rule.for.map(stretchInWords).join(', then ')} after ${followed[rule.after]}, per ${rule.per}`;
    case 'ring':
      return `rings for at least ${rule.seconds} seconds`;
    case 'note':
      return 'note, not applied';
  }
}

const followed: Record<RuleOf<'rest'>['after'], string> = {
  attempt: 'an attempt',
  conversation: 'a conversation',
  refusal: 'a refusal',
  abandoned: 'an abandoned call',
};

function hoursInWords({ weekly, holidays, holidayEves }: RuleOf<'hours'>): string {
  return [
    ...(weekly ? weekInWords(weekly) : []),
    ...(holidays ? [`holidays: ${dayInWords(holidays)}`] : []),
    ...(holidayEves ? [`days before holidays: ${dayInWords(holidayEves)}`] : []),
  ].join('; ');
}

/** Consecutive days with the same segments are combined. */
function weekInWords(weekly: NonNullable<RuleOf<'hours'>['weekly']>): string[] {
  const runs: { from: Weekday; to: Weekday; segments: string }[] = [];
  for (const day of weekdays) {
    const segments = dayInWords(weekly[day] ?? []);
    const last = runs.at(-1);
    if (last?.segments === segments) last.to = day;
    else runs.push({ from: day, to: day, segments });
  }
  const short = (day: Weekday) => `${day.charAt(0).toUpperCase()}${day.slice(1, 3)}`;
  return runs.map(({ from, to, segments }) =>
    from === 'monday' && to === 'sunday'
      ? `every day ${segments}`
      : `${short(from)}${from === to ? '' : `–${short(to)}`} ${segments}`,
  );
}

function dayInWords(segments: 'closed' | readonly Segment[]): string {
  if (segments === 'closed' || segments.length === 0) return 'closed';
  return segments.map(([start, end]) => `${start}–${end}`).join(', ');
}

function stretchInWords(stretch: RuleOf<'count'>['within']): string {
  if ('localDays' in stretch) return counted(stretch.localDays, 'calendar day');
  const { rolling } = stretch;
  if (rolling % days === 0 && rolling > 3 * days) return counted(rolling / days, 'day');
  return rolling % hours === 0 ? counted(rolling / hours, 'hour') : counted(rolling / minutes, 'minute');
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
