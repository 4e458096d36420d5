import type { Connect } from '../../../src/connect';

/** A port to Amazon Connect that sends another ClientToken than it was given. */
export function withToken(change: (token: string) => string): (connect: Connect) => Connect {
  return (connect) => ({
    ...connect,
    startOutboundVoiceContact: (request, options) =>
      connect.startOutboundVoiceContact({ ...request, clientToken: change(request.clientToken) }, options),
  });
}
