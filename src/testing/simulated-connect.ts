import { awsConnect, type Connect } from '../connect';
import { simulatedInstance, type Simulator } from '../simulator';

/** The real AWS SDK, pointed at a simulator; nothing in the environment can point it elsewhere. */
export function simulatedConnect({ url }: Pick<Simulator, 'url'>): Connect {
  return awsConnect({
    endpoint: url,
    region: simulatedInstance.region,
    credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
  });
}
