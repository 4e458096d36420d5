import { z } from 'zod';
import { outboundCallRequestSchema } from './call';
import { e164 } from '../policy/dial-options';
import { policySchema } from '../policy/policy';
import { repeatedParts } from '../rules/rule-schema';

/** JSON Schemas (draft 2020-12) of requests and policies, for editors and for clients in other languages. */
export function jsonSchemas(): Record<'outbound-call-request' | 'policy', object> {
  return {
    'outbound-call-request': jsonSchema(outboundCallRequestSchema, {
      title: 'OutboundCallRequest',
      description: 'The one argument of the Temporal workflow "outboundCall".',
    }),
    policy: jsonSchema(policySchema, {
      title: 'Policy',
      description: 'How to reach a person: steps, what each disposition leads to, calling hours and limits.',
    }),
  };
}

function jsonSchema(schema: z.ZodType, about: { title: string; description: string }): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    // Checks that need code (time zones, impossible numbers, combinations) run when the call starts.
    unrepresentable: 'any',
    metadata: definitions,
    override: ({ zodSchema, jsonSchema: generated }) => {
      // temporal.config.ts may supply these members.
      if (zodSchema === policySchema.in) {
        generated.required = generated.required?.filter((name) => !configured.has(name));
      }
      // How to write it. Spaces and the like are ignored, as people paste them.
      if (zodSchema === e164) generated.pattern = /^\+[1-9]\d{1,14}$/.source;
    },
  });
  return { $schema, ...about, ...rest };
}

/** Parts that a schema has once, under `$defs`. */
const definitions = z.registry<{ id: string }>();
for (const [id, part] of Object.entries(repeatedParts)) definitions.add(part, { id });

const configured: ReadonlySet<string> = new Set(['instanceId', 'contactFlowId']);
