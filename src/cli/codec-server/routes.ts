import type { PayloadCodec } from '@temporalio/common';
import { decode, encode } from '@temporalio/common/lib/internal-non-workflow';
import { temporal } from '@temporalio/proto';
import { Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { z } from 'zod';

export interface CodecServerOptions {
  /** The codecs of each namespace that is served. */
  readonly codecs: ReadonlyMap<string, PayloadCodec[]>;
  /** Of requests without the header `X-Namespace`. */
  readonly defaultNamespace: string;
  /** Web pages that may use it, such as `http://localhost:8233`, the Temporal UI. */
  readonly origins: readonly string[];
  /** What clients send as `Authorization: Bearer …`. @default no authentication */
  readonly token?: string | undefined;
}

/**
 * Temporal's codec protocol: POST `/encode` and `/decode`, with payloads as JSON. A payload that can't be decoded is returned as it is,
 * so that one does not hide the others of a history; where none can, the answer is 422 with the reason.
 */
export function codecRoutes({ codecs, defaultNamespace, origins, token }: CodecServerOptions): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    const origin = context.req.header('origin');
    if (origin !== undefined && !origins.includes(origin))
      return context.json({ message: `Web pages of ${origin} may not use this codec server` }, 403);
    return next();
  });
  app.use(
    cors({
      origin: [...origins],
      allowMethods: ['POST'],
      allowHeaders: ['authorization', 'content-type', 'x-namespace'],
      maxAge: 600,
    }),
  );
  if (token !== undefined) app.use(bearerAuth({ token }));
  app.use(bodyLimit({ maxSize: largestBodyBytes }));

  for (const [path, convert] of [
    ['/encode', encode],
    ['/decode', decodeEach],
  ] as const) {
    app.post(path, async (context) => {
      const namespace = context.req.header('x-namespace') ?? defaultNamespace;
      const own = codecs.get(namespace);
      if (!own) return context.json({ message: `Namespace "${namespace}" is not served here` }, 404);
      const payloads = payloadsIn(await context.req.text());
      if (!payloads) return context.json({ message: 'Expected {"payloads": […]}' }, 400);
      try {
        return context.json({ payloads: (await convert(own, payloads)).map(toJson) });
      } catch (error) {
        return context.json({ message: error instanceof Error ? error.message : String(error) }, 422);
      }
    });
  }
  return app;
}

/** Temporal's largest message is 4 MB; the UI sends the payloads of a page of events. */
const largestBodyBytes = 16 * 1024 * 1024;

async function decodeEach(codecs: PayloadCodec[], payloads: Payload[]): Promise<Payload[]> {
  const results = await Promise.allSettled(payloads.map((payload) => decode(codecs, [payload])));
  const [first] = results;
  if (first?.status === 'rejected' && results.every(({ status }) => status === 'rejected'))
    throw first.reason;
  return results.map((result, at) =>
    result.status === 'fulfilled' ? (result.value[0] ?? {}) : (payloads[at] ?? {}),
  );
}

const { Payload } = temporal.api.common.v1;
type Payload = temporal.api.common.v1.IPayload;

const base64 = z.base64();
const bodySchema = z.object({
  payloads: z
    .array(z.object({ metadata: z.record(z.string(), base64).optional(), data: base64.optional() }))
    .default([]),
});

function payloadsIn(body: string): Payload[] | undefined {
  try {
    return bodySchema.parse(JSON.parse(body)).payloads.map((payload) => Payload.fromObject(payload));
  } catch {
    return undefined;
  }
}

function toJson(payload: Payload): object {
  return Payload.toObject(Payload.create(payload), { bytes: String });
}
