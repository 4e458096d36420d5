import { z } from 'zod';

/** Anchored E.164, as the API reference's text says; the service model's pattern is unanchored and double-escaped. */
export const e164Schema = z.string().regex(/^\+[1-9]\d{1,14}$/, 'must be in E.164 format');
