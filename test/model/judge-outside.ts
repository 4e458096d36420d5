import ms from 'ms';
import { isOpen } from './call-model';
import type { Claim } from './claim';
import { maybe, type Progress } from './progress';
import type { ToldStory } from './telling';
import { defaults } from './story';
import { keyOf } from './trace';

/**
 * What the world outside saw, whatever the call says of itself.
 *
 * @param progress in the end
 */
export function judgeOutside(
  { outside: { sends, rings }, day, moments }: ToldStory,
  { dials, lost }: Progress,
  claim: Claim,
): void {
  const startedAt = moments[0]?.at ?? 0;
  sends.forEach((send, index) => {
    const { number, token, at } = send;
    const when = () => `attempt ${number} at ${new Date(at).toISOString()}`;
    const dial = dials.find(({ key }) => key === keyOf(send.runId, send.activityId));
    claim(dial?.number === number, 'nothing is sent but what was decided', when);
    if (!dial) return;
    const { policy } = dial;
    claim(isOpen({ policy, day }, at), 'no phone rings outside calling hours', when);
    claim(at <= startedAt + ms(policy.deadline), 'no phone rings after the deadline', when);

    for (const before of sends.slice(0, index)) {
      const isSame = before.number === number;
      claim(isSame === (before.token === token), 'each attempt has a token of its own, and keeps it', when);
      if (!isSame) continue;
      // What was refused is no attempt yet: its number and its token are free.
      if (!maybe.has(before.outcome)) continue;
      claim(before.outcome !== 'ok', 'an attempt that was answered is not sent again', when);
      const isEqual = before.to === send.to && before.from === send.from;
      claim(isEqual, 'an attempt that is sent again is the same', when);
      claim(!policy.never, 'with resend: never nothing is sent again', when);
      const window = ms(policy.window ?? defaults.window);
      claim(at <= before.at + window, 'nothing is sent again once the window is closed', when);
    }
  });
  for (const ring of rings) {
    const again = rings.filter(({ number }) => number === ring.number);
    claim(
      again.length === 1,
      'a phone rings once for an attempt',
      () => `${again.length} for ${ring.number}`,
    );
    const others = rings.filter((other) => other.startsAt < ring.startsAt && other.endsAt > ring.startsAt);
    claim(
      others.every(({ number }) => lost.has(number)),
      'no two contacts of a call at a time, unless one was given up',
      () => [ring, ...others].map(({ contactId }) => contactId).join(' and '),
    );
  }
}
