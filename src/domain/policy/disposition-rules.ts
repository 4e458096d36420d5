import { Disposition } from '../call/disposition';

export const actions = ['retry', 'next-step', 'next-number', 'stop'] as const;

/** What a disposition leads to. */
export interface Rule {
  readonly action: (typeof actions)[number];
  /** Milliseconds. */
  readonly retryAfter?: number | undefined;
  /** Milliseconds. */
  readonly increment?: number | undefined;
}

/** The rules that a policy gives. A call stores no others in its history. */
export type OwnRules = Readonly<Partial<Record<Disposition, Rule>>>;

const usualRules: Record<Disposition, Rule> = {
  [Disposition.Answered]: { action: 'retry' },
  [Disposition.Voicemail]: { action: 'retry' },
  [Disposition.NoAnswer]: { action: 'retry' },
  [Disposition.Busy]: { action: 'retry' },
  [Disposition.Abandoned]: { action: 'retry' },
  [Disposition.TelecomProblem]: { action: 'retry' },
  [Disposition.Cancelled]: { action: 'retry' },
  [Disposition.Unknown]: { action: 'retry' },
  // No phone rang, so the next caller ID or number need not wait.
  [Disposition.Blocked]: { action: 'next-step', retryAfter: 0 },
  [Disposition.InvalidNumber]: { action: 'next-number', retryAfter: 0 },
  [Disposition.NotAllowed]: { action: 'next-number', retryAfter: 0 },
  [Disposition.Fax]: { action: 'next-number' },
};

export function ruleFor(own: OwnRules, disposition: Disposition): Rule {
  return own[disposition] ?? usualRules[disposition];
}

/** What each disposition leads to, usual rules included. */
export function allRules(own: OwnRules): Record<Disposition, Rule> {
  return { ...usualRules, ...own };
}
