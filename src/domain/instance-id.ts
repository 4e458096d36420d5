import { isUuid, readConnectId } from './connect-id';

/** The ID of an Amazon Connect instance, from the ID itself or from the instance's ARN; undefined for anything else. */
export function instanceIdOf(text: string): string | undefined {
  const read = readConnectId(text, 'instance');
  return 'id' in read && isUuid(read.id) ? read.id : undefined;
}

/** Error message for anything else. */
export const notAnInstance =
  "expected the ID of an Amazon Connect instance, such as aaaaaaaa-0000-4000-8000-000000000001, or the instance's ARN";
