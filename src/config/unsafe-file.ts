import type { Stats } from 'node:fs';

type Rights = Pick<Stats, 'uid' | 'mode'>;

/**
 * Why other users may have written a file, and the remedy; undefined when only its owner, the owner of its folder or root can have. A group that may write
 * is trusted: on many systems each user has a group of their own, and files are writable by it.
 *
 * @param user this process's; undefined on Windows, where nothing is checked
 */
export function whyUnsafe(file: Rights, folder: Rights, user: number | undefined): string | undefined {
  if (user === undefined) return undefined;
  if (isWritableByAll(file)) return 'Every user may write the file. Run: chmod o-w on it.';
  if (isWritableByAll(folder) && !isSticky(folder))
    return 'Every user may replace files in its folder. Run: chmod o-w on the folder.';
  return [user, root, folder.uid].includes(file.uid)
    ? undefined
    : 'The file belongs to another user. Move it to a folder of your own, or make it yours.';
}

const root = 0;

function isWritableByAll({ mode }: Rights): boolean {
  return (mode & 0o002) !== 0;
}

/** There only the owner of a file may replace it. */
function isSticky({ mode }: Rights): boolean {
  return (mode & 0o1000) !== 0;
}
