import path from 'node:path';
import type { PayloadCodec } from '@temporalio/common';
import { z } from 'zod';

/** Temporal's `DataConverter` without its experimental members. */
const dataConverterSchema = z
  .strictObject({
    /** Applied in this order when encoding, and in reverse when decoding. @default none: payloads are stored as plain JSON */
    payloadCodecs: z
      .array(
        z.custom<PayloadCodec>(isCodec, {
          error: 'expected a PayloadCodec: an object with encode() and decode()',
        }),
      )
      .optional(),
    /** Absolute path of a JavaScript module that exports `payloadConverter`. @default Temporal's own */
    payloadConverterPath: modulePath().optional(),
    /** Absolute path of a JavaScript module that exports `failureConverter`. @default Temporal's own, which leaves messages readable */
    failureConverterPath: modulePath().optional(),
  })
  // Catches a codec outside of a list, or a promise of one: nothing would be encrypted.
  .refine(
    ({ payloadCodecs, payloadConverterPath, failureConverterPath }) =>
      (payloadCodecs ?? payloadConverterPath ?? failureConverterPath) !== undefined,
    { error: 'names none of payloadCodecs, payloadConverterPath, failureConverterPath' },
  );

type DataConverterInput = z.input<typeof dataConverterSchema>;
/** The data converter of a namespace. */
export type DataConverterOf = (settings: { readonly namespace: string }) => DataConverterInput;

/** A data converter, or a function that returns the one of a namespace. Loaded, it is such a function that checks its result. */
export const dataConverterSettingSchema = z
  .custom<DataConverterInput | DataConverterOf>(() => true)
  .transform((given, context): ((namespace: string) => DataConverterInput) => {
    if (typeof given === 'function') return (namespace) => checked(given({ namespace }));
    const parsed = dataConverterSchema.safeParse(given);
    if (parsed.success) return () => parsed.data;
    for (const { path: at, message } of parsed.error.issues) {
      context.addIssue({ code: 'custom', path: at, message });
    }
    return z.NEVER;
  });

function checked(returned: unknown): DataConverterInput {
  const parsed = dataConverterSchema.safeParse(returned);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) =>
    ['temporal.dataConverter()', ...issue.path].join('.').concat(`: ${issue.message}`),
  );
  throw new TypeError(problems.join('\n'));
}

function isCodec(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['encode', 'decode'].every((method) => typeof Reflect.get(value, method) === 'function')
  );
}

function modulePath() {
  return z.string().refine((file) => path.isAbsolute(file), {
    error: "expected an absolute path: require.resolve('./payload-converter.js')",
  });
}
