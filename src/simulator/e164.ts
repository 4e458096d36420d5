import { z } from 'zod';

/** Anchored, unlike the service model's own pattern, and without the model's double escape: the prose says E.164. */
export const e164Schema = z.string().regex(/^\+[1-9]\d{1,14}$/, 'must be in E.164 format');
