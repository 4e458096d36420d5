import { z } from 'zod';

const part = (error: string) =>
  z
    .string({ error })
    .min(1, { error })
    .max(255)
    .regex(/^(?!__)/, "must not begin with '__', which is Temporal's own");

/** Which version of the workers it is, in the terms of Temporal's Worker Versioning. */
export const deploymentVersionSchema = z.strictObject({
  /** The Worker Deployment: the same in every version. */
  name: part('name the deployment, such as "outbound-calls": the same in every version').regex(
    /^[^.:]*$/,
    'must contain neither "." nor ":"',
  ),
  /** What was built and is deployed: another one for every change. */
  buildId: part('name what is deployed, such as a Git commit: another one for every change'),
});

export type DeploymentVersion = z.infer<typeof deploymentVersionSchema>;
