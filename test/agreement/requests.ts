import fc from 'fast-check';
import { simulatedInstance } from '../../src/simulator';

const { instanceId, contactFlowId, queues, sourcePhoneNumbers } = simulatedInstance;

/**
 * Requests of StartOutboundVoiceContact around every limit of its members: mostly good, now and then just beyond one, or
 * of the wrong type. Resources exist: what does not is refused by the service, and cannot be known by a schema.
 */
export const anyRequest: fc.Arbitrary<Record<string, unknown>> = fc
  .record(
    {
      InstanceId: mostly(fc.constant(instanceId), fc.constantFrom<unknown>('', 'i'.repeat(101), 7)),
      ContactFlowId: mostly(fc.constant(contactFlowId), fc.constantFrom<unknown>('f'.repeat(501), null, 7)),
      DestinationPhoneNumber: mostly(
        fc.constantFrom('+12065550141', '+33155500100', '+81312345678'),
        fc.constantFrom<unknown>(
          '12065550141',
          '+0123456',
          '+',
          '+1',
          '+1234567890123456',
          '+1206 555 0141',
          '+1(206)5550141',
          '',
          12065550141,
        ),
      ),
      // Ours is made by us and never empty; the service's model has no least length.
      ClientToken: mostly(text(1, 500), fc.constantFrom<unknown>('t'.repeat(501), 7)),
      QueueId: mostly(
        fc.constantFrom(...queues.map((queue) => queue.queueId)),
        fc.constantFrom<unknown>(7, true),
      ),
      SourcePhoneNumber: mostly(
        fc.constantFrom(...sourcePhoneNumbers),
        fc.constantFrom<unknown>('2065550190', '+', 7),
      ),
      Name: mostly(text(0, 1024), fc.constantFrom<unknown>('n'.repeat(1025), 7)),
      Description: mostly(text(0, 4096), fc.constantFrom<unknown>('d'.repeat(4097), 7)),
      RelatedContactId: fc.constantFrom<unknown>('', 'r'.repeat(257), 7),
      CampaignId: mostly(text(1, 100), fc.constantFrom<unknown>('', 'c'.repeat(101), 7)),
      RingTimeoutInSeconds: mostly(
        fc.integer({ min: 15, max: 60 }),
        fc.constantFrom<unknown>(14, 61, 15.5, '30', -1),
      ),
      TrafficType: mostly(fc.constantFrom('GENERAL', 'CAMPAIGN'), fc.constantFrom<unknown>('general', '', 1)),
      AnswerMachineDetectionConfig: mostly(
        fc.record(
          { EnableAnswerMachineDetection: fc.boolean(), AwaitAnswerMachinePrompt: fc.boolean() },
          { requiredKeys: [] },
        ),
        fc.constantFrom<unknown>({ EnableAnswerMachineDetection: 'yes' }, 'on'),
      ),
      Attributes: mostly(
        fc.oneof(smallAttributes(), largeAttributes(32_768)),
        fc.oneof(
          largeAttributes(32_769),
          fc.constantFrom<unknown>({ 'two words': 'x' }, { '': 'x' }, { a: 1 }, 'a=b'),
        ),
      ),
      References: mostly(
        fc.dictionary(
          text(1, 20),
          fc.oneof(
            fc.record({ Type: fc.constantFrom('NUMBER', 'STRING', 'DATE', 'EMAIL'), Value: text(0, 40) }),
            // Ours refuses other URLs, which an agent should not open; Amazon Connect takes any text.
            fc.record({
              Type: fc.constant('URL'),
              Value: text(0, 40).map((path) => `https://a/${encodeURIComponent(path)}`),
            }),
          ),
          { maxKeys: 3 },
        ),
        fc.constantFrom<unknown>(
          { file: { Type: 'ATTACHMENT', Value: 'x' } },
          { file: { Value: 'x' } },
          { long: { Type: 'STRING', Value: 'v'.repeat(4097) } },
          { ['k'.repeat(4097)]: { Type: 'STRING', Value: 'v' } },
        ),
      ),
      OutboundStrategy: fc.constant({ Type: 'AGENT_FIRST' }),
    },
    { requiredKeys: ['InstanceId', 'ContactFlowId', 'DestinationPhoneNumber', 'ClientToken'] },
  )
  .map(rarely('OutboundStrategy', 'RelatedContactId'));

/** Nine good values in ten, so that a request with a dozen members has a chance to be good as a whole. */
function mostly(good: fc.Arbitrary<unknown>, bad: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary: good }, { weight: 1, arbitrary: bad });
}

/** Members that make any request a bad one are left out of most. */
function rarely(...names: string[]): (request: Record<string, unknown>) => Record<string, unknown> {
  return (request) => {
    const token = String(request['ClientToken']);
    if (token.length % 10 === 0) return request;
    return Object.fromEntries(Object.entries(request).filter(([name]) => !names.includes(name)));
  };
}

/** Also of letters that take more than a byte, and right at the limits. */
function text(minLength: number, maxLength: number): fc.Arbitrary<string> {
  const whole = (length: number) => 'x'.repeat(length);
  return fc.oneof(
    fc.string({ minLength: Math.max(1, minLength), maxLength: Math.min(maxLength, 12) }),
    fc.constantFrom(whole(minLength), whole(maxLength), 'é'.repeat(Math.min(maxLength, 5))),
  );
}

function smallAttributes(): fc.Arbitrary<Record<string, string>> {
  return fc.dictionary(fc.stringMatching(/^[A-Za-z0-9_-]{1,10}$/), fc.string({ maxLength: 10 }), {
    maxKeys: 4,
  });
}

/** Exactly so many bytes of names and values, some of letters that take two. */
function largeAttributes(bytes: number): fc.Arbitrary<Record<string, string>> {
  return fc.integer({ min: 0, max: 1000 }).map((twoByteLetters) => ({
    a: 'é'.repeat(twoByteLetters) + 'x'.repeat(30_000 - 2 * twoByteLetters),
    b: 'x'.repeat(bytes - 30_002),
  }));
}
