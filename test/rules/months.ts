import type { Temporal } from 'temporal-polyfill';
import type { Month } from './month-of-no-answers';

type Local = Temporal.ZonedDateTime;
type Span = readonly [from: string, to: string];

const hour = 60 * 60_000;
const day = 24 * hour;

/** Holidays between the end of November and the end of December. */
const christmas = ['12-25'];
const christmasInTwoDays = ['12-25', '12-26'];

function inside(local: Local, ...spans: readonly Span[]): boolean {
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  return spans.some(([from, to]) => from <= time && time < to);
}

function isOn(local: Local, dates: readonly string[]): boolean {
  return dates.includes(local.toPlainDate().toString().slice(5));
}

const isWeekday = ({ dayOfWeek }: Local) => dayOfWeek <= 5;
const isSaturday = ({ dayOfWeek }: Local) => dayOfWeek === 6;
const isSunday = ({ dayOfWeek }: Local) => dayOfWeek === 7;

/** So many in any so many days; a day is as long as in zones whose clocks do not change in December. */
function mostIn(most: number, length: number): NonNullable<Month['mayAgain']> {
  return (dialed, at) => dialed.filter((earlier) => earlier > at - length).length < most;
}

/** So many on any seven dates that follow each other, in a zone that is so many hours behind UTC in December. */
function mostInSevenDates(most: number, hoursBehind: number): NonNullable<Month['mayAgain']> {
  const dateOf = (at: number) => Math.floor((at - hoursBehind * hour) / day);
  return (dialed, at) => dialed.filter((earlier) => dateOf(earlier) > dateOf(at) - 7).length < most;
}

const inSeattle = {
  destinationPhoneNumber: '+12065550141',
  timeZone: 'America/Los_Angeles',
  region: 'US-WA',
};

/** What each pack allows, as its source says it. */
export const months = {
  'us-tcpa': {
    rules: ['us-tcpa'],
    to: inSeattle,
    zones: ['America/Los_Angeles'],
    isOpen: (local) => inside(local, ['08:00', '21:00']),
  },
  'us-tcpa in a state of two time zones': {
    rules: ['us-tcpa'],
    to: { destinationPhoneNumber: '+18505550142', region: 'US-FL' },
    zones: ['America/New_York', 'America/Chicago'],
    isOpen: (local) => inside(local, ['08:00', '21:00']),
  },
  'us-reg-f': {
    rules: ['us-tcpa', 'us-reg-f'],
    to: { ...inSeattle, destinationPhoneNumber: '+12065550143', subject: 'debt-1' },
    zones: ['America/Los_Angeles'],
    isOpen: (local) => inside(local, ['08:00', '21:00']),
    retryAfter: 9 * hour,
    mayAgain: mostInSevenDates(7, 8),
  },
  'us-states, Florida': {
    rules: ['us-tcpa', 'us-states'],
    to: { destinationPhoneNumber: '+13055550144', timeZone: 'America/New_York', region: 'US-FL' },
    zones: ['America/New_York'],
    isOpen: (local) => inside(local, ['08:00', '20:00']),
    retryAfter: 4 * hour,
    mayAgain: mostIn(3, day),
  },
  'us-states, Alabama': {
    rules: ['us-tcpa', 'us-states'],
    to: { destinationPhoneNumber: '+12055550145', timeZone: 'America/Chicago', region: 'US-AL' },
    zones: ['America/Chicago'],
    isOpen: (local) => !isSunday(local) && !isObservedChristmas(local) && inside(local, ['08:00', '20:00']),
  },
  'us-states, Texas': {
    rules: ['us-tcpa', 'us-states'],
    to: { destinationPhoneNumber: '+15125550146', timeZone: 'America/Chicago', region: 'US-TX' },
    zones: ['America/Chicago'],
    isOpen: (local) => inside(local, [isSunday(local) ? '12:00' : '09:00', '21:00']),
  },
  uk: {
    rules: ['uk'],
    to: { destinationPhoneNumber: '+442079460147', timeZone: 'Europe/London' },
    zones: ['Europe/London'],
    isOpen: (local) => inside(local, [isSunday(local) ? '09:00' : '08:00', '21:00']),
  },
  fr: {
    rules: ['fr'],
    to: { destinationPhoneNumber: '+33155500148', timeZone: 'Europe/Paris' },
    zones: ['Europe/Paris'],
    isOpen: (local) =>
      isWeekday(local) && !isOn(local, christmas) && inside(local, ['10:00', '13:00'], ['14:00', '20:00']),
    mayAgain: mostIn(4, 30 * day),
  },
  ca: {
    rules: ['ca'],
    to: { destinationPhoneNumber: '+16135550149', timeZone: 'America/Toronto', region: 'CA-ON' },
    zones: ['America/Toronto'],
    isOpen: (local) => inside(local, isWeekday(local) ? ['09:00', '21:30'] : ['10:00', '18:00']),
  },
  au: {
    rules: ['au'],
    to: { destinationPhoneNumber: '+61255500150', timeZone: 'Australia/Sydney', region: 'AU-NSW' },
    zones: ['Australia/Sydney'],
    isOpen: (local) =>
      !isSunday(local) &&
      !isOn(local, christmasInTwoDays) &&
      !isMadeUp(local, christmasInTwoDays) &&
      inside(local, ['09:00', isSaturday(local) ? '17:00' : '20:00']),
  },
  'au-research': {
    rules: ['au-research'],
    to: { destinationPhoneNumber: '+61255500151', timeZone: 'Australia/Sydney', region: 'AU-NSW' },
    zones: ['Australia/Sydney'],
    isOpen: (local) => inside(local, ['09:00', isWeekday(local) ? '20:30' : '17:00']),
  },
  it: {
    rules: ['it'],
    to: { destinationPhoneNumber: '+390655500152', timeZone: 'Europe/Rome' },
    zones: ['Europe/Rome'],
    isOpen: (local) => {
      const holidays = ['12-08', ...christmasInTwoDays];
      if (isSunday(local) || isOn(local, holidays)) return false;
      const isEve = isOn(local.add({ days: 1 }), holidays);
      return inside(local, isSaturday(local) || isEve ? ['10:00', '19:00'] : ['09:00', '20:00']);
    },
  },
  es: {
    rules: ['es'],
    to: { destinationPhoneNumber: '+34915550153', timeZone: 'Europe/Madrid' },
    zones: ['Europe/Madrid'],
    isOpen: (local) =>
      isWeekday(local) &&
      !isOn(local, ['12-06', '12-08', ...christmas]) &&
      !isMondayAfter(local, christmas) &&
      inside(local, ['09:00', '21:00']),
  },
  'br, Rio de Janeiro': {
    rules: ['br'],
    to: { destinationPhoneNumber: '+552155500154', timeZone: 'America/Sao_Paulo', region: 'BR-RJ' },
    zones: ['America/Sao_Paulo'],
    isOpen: (local) => isWeekday(local) && inside(local, ['08:00', '18:00']),
  },
  'ca-adad': {
    rules: ['ca-adad'],
    to: { destinationPhoneNumber: '+16135550156', timeZone: 'America/Toronto', region: 'CA-ON' },
    zones: ['America/Toronto'],
    isOpen: (local) => {
      if (isSunday(local)) return inside(local, ['12:00', '17:00']);
      return inside(local, isSaturday(local) ? ['10:30', '17:00'] : ['09:30', '20:00']);
    },
  },
  'br-banks': {
    rules: ['br-banks'],
    to: { destinationPhoneNumber: '+552155500157', timeZone: 'America/Sao_Paulo', region: 'BR-RJ' },
    zones: ['America/Sao_Paulo'],
    isOpen: (local) =>
      !isSunday(local) && inside(local, isSaturday(local) ? ['10:00', '16:00'] : ['09:00', '21:00']),
  },
  'in-recovery': {
    rules: ['in-recovery'],
    to: { destinationPhoneNumber: '+911155500158', timeZone: 'Asia/Kolkata' },
    zones: ['Asia/Kolkata'],
    isOpen: (local) => inside(local, ['08:00', '19:00']),
  },
  in: {
    rules: ['in'],
    to: { destinationPhoneNumber: '+911155500155', timeZone: 'Asia/Kolkata' },
    zones: ['Asia/Kolkata'],
    isOpen: (local) => inside(local, ['09:00', '21:00']),
  },
} satisfies Record<string, Month>;

/** Alabama observes a holiday on a Saturday on the Friday before, one on a Sunday on the Monday after. */
function isObservedChristmas(local: Local): boolean {
  if (isOn(local, christmas)) return true;
  return (
    (local.dayOfWeek === 5 && isOn(local.add({ days: 1 }), christmas)) || isMondayAfter(local, christmas)
  );
}

/**
 * Is it the Monday after such a holiday on a Sunday? All of Spain makes Christmas up on it; whether other holidays are, its regions
 * say, and this person's is not known.
 */
function isMondayAfter(local: Local, dates: readonly string[]): boolean {
  return local.dayOfWeek === 1 && isOn(local.subtract({ days: 1 }), dates);
}

/** New South Wales makes a holiday on a weekend up on the next working days. */
function isMadeUp(local: Local, dates: readonly string[]): boolean {
  return [1, 2].some((days) => {
    const holiday = local.subtract({ days });
    return isOn(holiday, dates) && holiday.dayOfWeek > 5 && isWeekday(local);
  });
}
