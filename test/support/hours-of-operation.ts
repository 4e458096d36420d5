import {
  ConnectClient,
  CreateHoursOfOperationOverrideCommand,
  DeleteHoursOfOperationOverrideCommand,
} from '@aws-sdk/client-connect';
import { simulatedInstance, type Simulator, type SimulatorOptions } from '../../src/simulator';
import { ownTeam } from './calls';

const { instanceId, region, contactFlowId } = simulatedInstance;
/** IDs of hours of operation. */
export const always = 'always';
export const weekdays = 'weekdays';
const days = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const;

/** An instance with hours that never close, and others that do. */
export const withHours: SimulatorOptions = {
  throttles: 'off',
  speed: 200,
  seed: {
    instances: [
      {
        instanceId,
        contactFlows: [{ contactFlowId, name: 'Greet' }],
        queues: [{ queueId: ownTeam, name: 'Own team', outboundNumber: '+12065550190' }],
        phoneNumbers: [{ phoneNumberId: 'n', phoneNumber: '+12065550190', countryCode: 'US' }],
        hoursOfOperations: [
          {
            ...{ hoursOfOperationId: always, name: 'Always', timeZone: 'UTC' },
            config: days.map((day) => ({ day, start: '00:00', end: '00:00' })),
          },
          {
            ...{ hoursOfOperationId: weekdays, name: 'Weekdays', timeZone: 'Europe/Paris' },
            config: days.slice(1, 6).map((day) => ({ day, start: '09:00', end: '17:00' })),
          },
        ],
      },
    ],
  },
};

/** Closes the hours on all days that a test may last, until it is lifted. */
export async function closeEveryDay({ url }: Simulator): Promise<{ lift(): Promise<void> }> {
  const client = new ConnectClient({
    endpoint: url,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const hours = { InstanceId: instanceId, HoursOfOperationId: always };
  const dateIn = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);
  const { HoursOfOperationOverrideId } = await client.send(
    new CreateHoursOfOperationOverrideCommand({
      ...{ ...hours, Name: 'Closed', Config: [], OverrideType: 'CLOSED' },
      ...{ EffectiveFrom: dateIn(-1), EffectiveTill: dateIn(2) },
    }),
  );
  return {
    lift: async () => {
      await client.send(new DeleteHoursOfOperationOverrideCommand({ ...hours, HoursOfOperationOverrideId }));
      client.destroy();
    },
  };
}
