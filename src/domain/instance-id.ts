/** The ID of an Amazon Connect instance, from the ID itself or from the instance's ARN; undefined for anything else. */
export function instanceIdOf(text: string): string | undefined {
  return shape.exec(text)?.[1]?.toLowerCase();
}

const shape = /^(?:arn:[^:]+:connect:[^:]+:\d{12}:instance\/)?([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

/** Error message for anything else. */
export const notAnInstance =
  "expected the ID of an Amazon Connect instance, such as aaaaaaaa-0000-4000-8000-000000000001, or the instance's ARN";
