import { awsConnect, type Connect } from '../connect';
import { simulatedInstance, type Simulator } from '../simulator';

/** The AWS SDK's client for a simulator. Ignores the AWS settings of the environment. */
export function simulatedConnect({ url }: Pick<Simulator, 'url'>): Connect {
  return awsConnect({
    endpoint: url,
    region: simulatedInstance.region,
    credentials: { accessKeyId: 'simulated', secretAccessKey: 'simulated' },
  });
}
