import type { Story } from './story';

/** Stories that once went wrong, each named by what must hold. */
export const regressions: Readonly<Record<string, Story>> = {
  'that is found reached while another attempt is made rings nobody again': {
    policy: {
      steps: [{ from: 'own team', attempts: 3, rest: '0s' }],
      deadline: '5d',
      never: 'resend',
      quiet: '0s',
    },
    sends: ['lost'],
    contacts: [
      { end: 'agent', told: ['5s'] },
      { end: 'no-answer', ring: '60s' },
    ],
    acts: [],
  },
  'whose lost contact is told of during its last attempt knows it in the end': {
    policy: {
      steps: [{ from: 'own team', attempts: 2, rest: '0s' }],
      deadline: '5d',
      never: 'resend',
      quiet: '0s',
    },
    sends: ['lost'],
    contacts: [
      { end: 'busy', ring: '60s', told: ['41s'] },
      { end: 'no-answer', ring: '60s' },
    ],
    acts: [],
  },
};
