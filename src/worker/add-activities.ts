import type { Activities } from '../contract/activities';

/**
 * Temporal would replace an activity by another of the same name without a word.
 *
 * @throws Error that names the activity
 */
export function addActivities(users: object | undefined, ours: Activities): object {
  const clash = Object.keys(users ?? {}).find((name) => name in ours);
  if (clash !== undefined) {
    throw new Error(
      `The worker already has an activity ${clash}, and OutboundCallsPlugin adds one of that name. Rename yours; if it comes from createActivities(), remove that, since the plugin adds all of them.`,
    );
  }
  return { ...users, ...ours };
}
