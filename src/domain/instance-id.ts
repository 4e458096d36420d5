/** The ID of an Amazon Connect instance, from it or from the instance's ARN; undefined when it is neither. */
export function instanceIdOf(text: string): string | undefined {
  return shape.exec(text)?.[1]?.toLowerCase();
}

const shape = /^(?:arn:[^:]+:connect:[^:]+:\d{12}:instance\/)?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

/** What to say of something else. */
export const notAnInstance =
  "expected the ID of an Amazon Connect instance, such as aaaaaaaa-0000-4000-8000-000000000001, or the instance's ARN";
